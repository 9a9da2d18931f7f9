# Sourced by ./run, ./test, ./bench, ./drill and ./manage with `here` set: the environment made, HOME and PATH usable.
# Usage: enter run|dev. POSIX sh; everything that needs thought is in ops/environment.py.

# Caches and browsers want a home; some services start us without one.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
    HOME=$here/var/home
    mkdir -p "$HOME"
    export HOME
fi

first_python() {
    wanted=$(cat "$here/.python-version")
    for python in "python$wanted" python3 python /usr/bin/python3; do
        if (cd "$here" && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))') >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
    echo "Python was not found. Install Python $wanted (pyenv install $wanted), then start again." >&2
    return 1
}

# An environment made for the tests also serves ./run: its lock contains the other one.
enter() {
    mark_dev=dev-$(cat "$here/.python-version" "$here/requirements-dev.lock" | cksum | tr ' ' -)
    mark_run=run-$(cat "$here/.python-version" "$here/requirements.lock" | cksum | tr ' ' -)
    made=
    if [ -x "$here/.venv/bin/python" ] && [ -f "$here/.venv/.motcua" ]; then
        made=$(cat "$here/.venv/.motcua")
    fi
    case "$1 $made" in
        *"home $here/.venv"*"$mark_dev"*) ;;
        "run "*"home $here/.venv"*"$mark_run"*) ;;
        *)
            python=$(first_python) || exit 1
            [ "$1" = dev ] && mark=$mark_dev || mark=$mark_run
            (cd "$here" && "$python" ops/environment.py "$1" "$mark") || exit 1
            ;;
    esac
    unset PYTHONDONTWRITEBYTECODE  # without compiled files every start compiles Django anew: three times as slow
    export PYTHONPATH="$here:$here/src"
    export DJANGO_SETTINGS_MODULE=config.settings
}
