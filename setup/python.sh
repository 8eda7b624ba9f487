#!/usr/bin/env bash
# Names the Python the environment is made with: the machine's own where it is new enough and can make one, because
# distributions build theirs for speed and what compiles one in a home directory mostly does not; a handover is marked
# some 7 % sooner by it (decision 0027).
for python in /usr/bin/python3 python3; do
  if "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11, 2))' 2>/dev/null; then
    echo "$python"
    exit
  fi
done
echo python3
