"""The baseline of bench_startup: an empty QMainWindow that says when it was first painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.tell)

    def tell(self):
        print("painted", flush=True)
        QTimer.singleShot(0, QApplication.quit)


app = QApplication(sys.argv[:1])
window = Window()
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
