#!/usr/bin/env bash
# Slurm tells each member of an array job the lowest and highest id, the number of members and the step.
#
# One would guess: the step belongs to an array written as one range (`0-8:2`); for a list it is 1. So a program that finds
# (MAX - MIN) / STEP + 1 = COUNT has a range before it, and (ID - MIN) / STEP is the place of the member.
#
# What happens: the step of a list is that of a range in it. The list `0,1,4-8:2` looks to its members exactly as the range
# `0-8:2` does (MIN=0 MAX=8 STEP=2 COUNT=5), though one member is 1 and none is 2: members 0 and 1 both compute place 0, and
# place 1 belongs to nobody.
#
# What follows: (ID - MIN) must be a multiple of STEP, too. The member that is not on the grid of the others has to refuse, since
# only it can know.
#
# Seen 2026-11-30 with Slurm 22.05.8 of Debian 12 (package 22.05.8-4+deb12u3), https://slurm.schedmd.com/job_array.html:
#   range 0-8:2      ids 0 2 4 6 8   COUNT=5 MAX=8 MIN=0 STEP=2
#   list  0,1,4-8:2  ids 0 1 4 6 8   COUNT=5 MAX=8 MIN=0 STEP=2
#   list  0-9:3,1    ids 0 1 3 6 9   COUNT=5 MAX=9 MIN=0 STEP=3
#   list  1,3,9      ids 1 3 9       COUNT=3 MAX=9 MIN=1 STEP=1
# Needs Debian 12 and apt-get. Everything listens on the loopback only.
set -euo pipefail

VERSION=22.05.8-4+deb12u3
T=$(mktemp -d)
stop() {
    for pid in "$T"/*.pid; do [ -s "$pid" ] && kill "$(cat "$pid")" 2>/dev/null; done
    sleep 1
    rm -rf "$T"
}
trap stop EXIT

mkdir -p "$T"/{debs/partial,root,state,spool,out}
apt-get install -y -qq --download-only --no-install-recommends -o Dir::Cache::archives="$T/debs" -o Debug::NoLocking=1 \
    slurmctld=$VERSION slurmd=$VERSION slurm-client=$VERSION munge >"$T/apt.log" 2>&1 ||
    { cat "$T/apt.log"; echo "the packages cannot be had here"; exit 2; }
for package in "$T"/debs/*.deb; do dpkg-deb -x "$package" "$T/root"; done

libraries=$T/root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$libraries:$libraries/slurm-wlm PATH=$T/root/usr/bin:$T/root/usr/sbin:$PATH SLURM_CONF=$T/slurm.conf
host=$(hostname -s)
user=$(id -un)
cat >"$SLURM_CONF" <<CONF
ClusterName=finding
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$T/munge.sock
StateSaveLocation=$T/state
SlurmdSpoolDir=$T/spool
SlurmctldPidFile=$T/slurmctld.pid
SlurmdPidFile=$T/slurmd.pid
SlurmctldLogFile=$T/slurmctld.log
SlurmdLogFile=$T/slurmd.log
SlurmctldPort=26817
SlurmdPort=26818
PluginDir=$libraries/slurm-wlm
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF

chmod 755 "$T"
(umask 077 && head -c 1024 /dev/urandom >"$T/munge.key")
munged --force --key-file="$T/munge.key" --socket="$T/munge.sock" --pid-file="$T/munge.pid" --log-file="$T/munge.log" \
    --seed-file="$T/munge.seed"
slurmctld-wlm -c
sleep 2
slurmd-wlm -d "$T/root/usr/sbin/slurmstepd-wlm"
for _ in $(seq 40); do [ "$(sinfo -h -o %t)" = idle ] && break; sleep 0.5; done

cat >"$T/member.sh" <<'MEMBER'
#!/bin/sh
echo "COUNT=$SLURM_ARRAY_TASK_COUNT MAX=$SLURM_ARRAY_TASK_MAX MIN=$SLURM_ARRAY_TASK_MIN STEP=$SLURM_ARRAY_TASK_STEP"
MEMBER

changed=0
# What the members of an array see: the array, its expected ids, the expected variables of every member.
expect() {
    rm -f "$T"/out/*
    sbatch --quiet --wait --array="$1" --output="$T/out/%a" "$T/member.sh"
    local ids seen
    ids=$(cd "$T/out" && printf '%s\n' * | sort -n | paste -sd' ')
    seen=$(sort -u "$T"/out/*)
    echo "--array=$1: ids $ids, $seen"
    [ "$ids" = "$2" ] && [ "$seen" = "$3" ] || { echo "  changed: it was ids $2, $3"; changed=1; }
}
expect 0-8:2 "0 2 4 6 8" "COUNT=5 MAX=8 MIN=0 STEP=2"
expect 0,1,4-8:2 "0 1 4 6 8" "COUNT=5 MAX=8 MIN=0 STEP=2"
expect 0-9:3,1 "0 1 3 6 9" "COUNT=5 MAX=9 MIN=0 STEP=3"
expect 1,3,9 "1 3 9" "COUNT=3 MAX=9 MIN=1 STEP=1"
exit $changed
