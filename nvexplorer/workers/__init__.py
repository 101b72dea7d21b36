"""Heavy jobs in a process of their own: the window's side, and the process itself."""

#: The first argument that makes the program a worker.
WORKER_ARGUMENT = "--worker-process"
