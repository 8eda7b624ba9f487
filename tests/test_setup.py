"""What `make` sets the environment up with."""

import subprocess

from config import ROOT


def test_the_environment_is_made_with_a_python_that_can_make_one() -> None:
    named = subprocess.run([ROOT / "setup" / "python.sh"], capture_output=True, text=True, check=True).stdout.strip()
    asked = "import ensurepip, sys; print(sys.version_info >= (3, 11, 2))"
    assert subprocess.run([named, "-c", asked], capture_output=True, text=True, check=True).stdout == "True\n"
