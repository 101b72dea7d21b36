"""Where files live on this system, or below one folder."""

from __future__ import annotations

from pathlib import Path

from nvexplorer.model.errors import BadInput
from nvexplorer.model.ports import Dirs

_NAME = "nvexplorer"
_GIVE_A_FOLDER = "Give --home a folder; it is created when needed."


def system_dirs() -> Dirs:
    """The system's own places for settings, data and caches. Creates nothing.

    Raises BadInput when the system does not say where the user's home is.
    """
    import platformdirs

    try:
        dirs = Dirs(
            config=platformdirs.user_config_path(_NAME, appauthor=False),
            data=platformdirs.user_data_path(_NAME, appauthor=False),
            cache=platformdirs.user_cache_path(_NAME, appauthor=False),
        )
    except RuntimeError:
        raise _homeless() from None
    if not all(folder.is_absolute() for folder in dirs):
        raise _homeless()
    return dirs


def _homeless() -> BadInput:
    return BadInput(
        "The system does not say where your home folder is.",
        "Start with --home and a folder.",
        "home",
    )


def home_dirs(path: Path | str) -> Dirs:
    """Everything below one folder, which need not exist yet. Raises BadInput for what is or can be
    no folder."""
    try:
        home = Path(path).expanduser().absolute()
        if home.exists() and not home.is_dir():
            raise BadInput(f"{home} is a file.", _GIVE_A_FOLDER, "home")
    except RuntimeError:
        raise BadInput(f"The home folder in {path} is not known.", _GIVE_A_FOLDER, "home") from None
    except OSError as error:
        raise BadInput(
            f"{path} cannot be the home folder ({error.strerror}).", _GIVE_A_FOLDER, "home"
        ) from None
    return Dirs(config=home / "config", data=home / "data", cache=home / "cache")
