#!/bin/sh
echo "$GREETING from the first version"
exec sleep 1000000
