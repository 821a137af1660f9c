#!/usr/bin/env bash
# scripts/batch.slurm on a real Slurm: two nodes on this machine, a task cancelled in the middle,
# one requeued, and the batch submitted again.
PATH=$PATH:/usr/sbin
script=$(readlink -f "$(dirname "$0")/../../scripts/batch.slurm")
. "$(dirname "$0")/../shared/lib.sh"
needs slurmctld slurmd sbatch || exit 77

# ---- a cluster of our own ----

cluster=$test_folder/cluster
port=$((20000 + $$ % 20000)) # two builds may be tested at once
mkdir -p "$cluster"/{state,log,spool.n0,spool.n1}
export SLURM_CONF=$cluster/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=ci
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/none
CredType=cred/none
SlurmctldPort=$port
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool.%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.%n.pid
SlurmctldLogFile=$cluster/log/slurmctld.log
SlurmdLogFile=$cluster/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_min_interval=20000,batch_sched_delay=0,sched_interval=1,bf_interval=1
MpiDefault=none
ReturnToService=2
KillWait=5
SlurmdParameters=config_overrides
NodeName=n0 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2 RealMemory=2000 State=UNKNOWN
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
echo "CgroupPlugin=cgroup/v1" >"$cluster/cgroup.conf"

stop_cluster() {
    scancel --user="$(id -un)" 2>/dev/null
    for file in "$cluster"/slurmd.*.pid "$cluster"/slurmctld.pid; do
        [ ! -f "$file" ] || kill "$(cat "$file")" 2>/dev/null
    done
    sleep 1
    for file in "$cluster"/*.pid; do
        [ ! -f "$file" ] || kill -KILL "$(cat "$file")" 2>/dev/null
    done
}
trap 'stop_cluster; rm -rf "$test_folder"' EXIT

# wait_until SECONDS COMMAND...: until the command succeeds, for so long at most on a quiet machine
wait_until() {
    local load
    look_at_load
    local tries=$(($1 * 5 * load))
    shift
    while [ $tries -gt 0 ]; do
        ! "$@" || return 0
        pause 0.2
        tries=$((tries - 1))
    done
    return 1
}

are_idle() {
    [ "$(sinfo -h -N -t idle 2>/dev/null | wc -l)" -eq 2 ]
}

slurmctld -f "$SLURM_CONF" -c
slurmd -f "$SLURM_CONF" -N n0 -c
slurmd -f "$SLURM_CONF" -N n1 -c
if ! wait_until 60 are_idle; then
    cat "$cluster"/log/* >&2
    echo "Slurm's nodes do not come up on this machine: skipped"
    exit 77
fi

# An empty queue, and not a controller that does not answer.
has_ended() {
    local queue
    queue=$(squeue -h) && [ -z "$queue" ]
}

# is STATE JOB
is() {
    [ "$(squeue -h -j "$2" -o %T 2>/dev/null)" = "$1" ]
}

# submit [OPTION]...: the batch, with the job's number in $array and the gathering's in $gather
submit() {
    status=0
    "$script" "$spec" "$work/a folder" 4 --mem=300M "$@" >"$out" 2>"$err" || status=$?
    ran="batch.slurm"
    expect 0
    array=$(sed -n 's/^shards: job \([0-9]*\);.*/\1/p' "$out")
    gather=$(sed -n 's/.*gathering: job \([0-9]*\),.*/\1/p' "$out")
}

# ---- the batch ----

export GRADFIG
last=15
layers=3000000
# Each figure of the third and the fourth shard, which are stopped, takes a good part of a second.
spec="$test_folder/a sweep.yaml"
{
    slow_networks 1 | sed '/^depth/d'
    echo 'vary:'
    echo "  input: {from: 0, to: $last, step: 1}"
    depths="9973, 9973, $layers, $layers"
    echo "  depth: [$depths, $depths, $depths, $depths]"
    echo 'together: [[input, depth]]'
    echo 'name: input_{input}'
    echo 'figure: {width: 400, height: 300}'
} >"$spec"
succeeds batch "$spec" -o whole

submit
wait_until 60 is RUNNING "${array}_3" || failed "task 3 does not start"
wait_until 30 test -f "a folder/manifest.3-of-4.csv" || failed "task 3 does not draw"
sleep 0.5
scancel "${array}_3"
wait_until 60 is RUNNING "${array}_4" && scontrol requeue "${array}_4" 2>/dev/null
wait_until 30 is PENDING "${array}_4" # for two minutes, if nobody says otherwise
scontrol update JobId="${array}_4" StartTime=now 2>/dev/null
wait_until 300 has_ended || failed "the first jobs do not end"
check "the gathering says what is missing" grep -q "pictures missing, damaged or failed" \
    "slurm-$gather.out"
check "nothing partial" test -z "$(find "a folder" -name '.*.tmp')"

submit
wait_until 300 has_ended || failed "the second jobs do not end"
check "all gathered" test "$(sed 's/.*index.html shows.*/shown/' "slurm-$gather.out")" = shown
check "as without Slurm" diff -r whole "a folder"

# One shard alone, the number of shards being said and not counted.
rm -r "a folder/input_2.png"
sbatch --array=3 "$script" "$spec" "$work/a folder" 4 >/dev/null
wait_until 120 has_ended || failed "a single task does not end"
check "the third shard has the third variant" test -f "a folder/input_2.png"

status=0
"$script" "$spec" "$work/x" many 2>"$err" || status=$?
ran="batch.slurm"
expect 2
finish
