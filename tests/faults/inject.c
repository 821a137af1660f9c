/* Runs a command, and lets one of its system calls fail:
 *
 *     inject list FILE COMMAND...              writes "NUMBER NAME PATH" for each call that can
 * fail inject NUMBER ERRNO FILE COMMAND...      the call NUMBER fails with ERRNO, and FILE names it
 *     inject NUMBER kill FILE COMMAND...       the process is killed at that call
 *
 * Calls of all processes and threads of the command are counted, from main on. Exits with the
 * status of the command, 128 and the signal's number if one ended it. For x86-64.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>

/* The calls that can fail; the number of the argument that is a path, or -1. */
static const struct call {
    long number;
    const char *name;
    int path;
} calls[] = {
    {SYS_read, "read", -1},
    {SYS_pread64, "pread64", -1},
    {SYS_write, "write", -1},
    {SYS_writev, "writev", -1},
    {SYS_pwrite64, "pwrite64", -1},
    {SYS_open, "open", 0},
    {SYS_openat, "openat", 1},
    {SYS_close, "close", -1},
    {SYS_fstat, "fstat", -1},
    {SYS_stat, "stat", 0},
    {SYS_lstat, "lstat", 0},
    {SYS_newfstatat, "newfstatat", 1},
    {SYS_statx, "statx", 1},
    {SYS_access, "access", 0},
    {SYS_faccessat2, "faccessat2", 1},
    {SYS_lseek, "lseek", -1},
    {SYS_mmap, "mmap", -1},
    {SYS_mremap, "mremap", -1},
    {SYS_mprotect, "mprotect", -1},
    {SYS_brk, "brk", -1},
    {SYS_clone, "clone", -1},
    {SYS_clone3, "clone3", -1},
    {SYS_wait4, "wait4", -1},
    {SYS_poll, "poll", -1},
    {SYS_socketpair, "socketpair", -1},
    {SYS_sendto, "sendto", -1},
    {SYS_recvfrom, "recvfrom", -1},
    {SYS_socket, "socket", -1},
    {SYS_bind, "bind", -1},
    {SYS_listen, "listen", -1},
    {SYS_getsockname, "getsockname", -1},
    {SYS_setsockopt, "setsockopt", -1},
    {SYS_accept4, "accept4", -1},
    {SYS_sendmsg, "sendmsg", -1},
    {SYS_shutdown, "shutdown", -1},
    {SYS_epoll_create1, "epoll_create1", -1},
    {SYS_epoll_ctl, "epoll_ctl", -1},
    {SYS_epoll_wait, "epoll_wait", -1},
    {SYS_ppoll, "ppoll", -1},
    {SYS_rename, "rename", 0},
    {SYS_renameat, "renameat", 1},
    {SYS_renameat2, "renameat2", 1},
    {SYS_linkat, "linkat", 1},
    {SYS_unlink, "unlink", 0},
    {SYS_unlinkat, "unlinkat", 1},
    {SYS_mkdir, "mkdir", 0},
    {SYS_mkdirat, "mkdirat", 1},
    {SYS_getdents64, "getdents64", -1},
    {SYS_getcwd, "getcwd", -1},
    {SYS_chdir, "chdir", 0},
    {SYS_fchdir, "fchdir", -1},
    {SYS_readlink, "readlink", 0},
    {SYS_readlinkat, "readlinkat", 1},
    {SYS_fsync, "fsync", -1},
    {SYS_fdatasync, "fdatasync", -1},
    {SYS_syncfs, "syncfs", -1},
    {SYS_ftruncate, "ftruncate", -1},
    {SYS_fchmod, "fchmod", -1},
    {SYS_fchown, "fchown", -1},
    {SYS_fsetxattr, "fsetxattr", -1},
    {SYS_flock, "flock", -1},
    {SYS_fcntl, "fcntl", -1},
    {SYS_fstatfs, "fstatfs", -1},
    {SYS_statfs, "statfs", 0},
    {SYS_prctl, "prctl", -1},
    {SYS_prlimit64, "prlimit64", -1},
    {SYS_rt_sigaction, "rt_sigaction", -1},
    {SYS_kill, "kill", -1},
    {SYS_clock_nanosleep, "clock_nanosleep", -1},
};
enum { N_CALLS = sizeof(calls) / sizeof(calls[0]) };

/* What to do, and how far the command is. */
struct run {
    long target; /* 0: list all */
    int error;   /* 0: kill */
    FILE *file;
    bool is_in_main;
    long n_calls;
    pid_t failing;   /* the thread whose call is about to return the error */
    long end_wanted; /* the argument of its call if that is brk, or 0 */
    pid_t command;
    int status; /* of the command */
};

static const struct call *find_call(long number) {
    for (size_t i = 0; i < N_CALLS; i++) {
        if (calls[i].number == number) {
            return &calls[i];
        }
    }
    return NULL;
}

static void note(const struct run *run, pid_t pid, const struct call *call,
                 const struct ptrace_syscall_info *info) {
    char path[256] = "";

    if (call->path >= 0) {
        struct iovec here = {path, sizeof(path) - 1};
        struct iovec there = {(void *)info->entry.args[call->path], sizeof(path) - 1};
        if (process_vm_readv(pid, &here, 1, &there, 1, 0) < 0) {
            there.iov_len = 32; /* the text may end at the end of a page */
            (void)!process_vm_readv(pid, &here, 1, &there, 1, 0);
        }
    }
    fprintf(run->file, "%ld %s %s\n", run->n_calls, call->name, path);
}

static void set_register(pid_t pid, size_t offset, long value) {
    ptrace(PTRACE_POKEUSER, pid, (void *)offset, (void *)value);
}

/* A failing brk returns the old end, as brk(0) does. */
static void fail(struct run *run, pid_t pid, const struct ptrace_syscall_info *info) {
    run->failing = pid;
    run->end_wanted = info->entry.nr == SYS_brk ? (long)info->entry.args[0] : 0;
    if (run->end_wanted != 0) {
        set_register(pid, offsetof(struct user_regs_struct, rdi), 0);
    } else {
        set_register(pid, offsetof(struct user_regs_struct, orig_rax), -1);
    }
}

static void leave(struct run *run, pid_t pid) {
    if (run->end_wanted != 0) {
        set_register(pid, offsetof(struct user_regs_struct, rdi), run->end_wanted);
    } else {
        set_register(pid, offsetof(struct user_regs_struct, rax), -run->error);
    }
    run->failing = 0;
}

static void enter(struct run *run, pid_t pid, const struct ptrace_syscall_info *info) {
    const struct call *call = find_call((long)info->entry.nr);

    if (!run->is_in_main) { /* main looks first whether standard input is open */
        run->is_in_main = info->entry.nr == SYS_fcntl && info->entry.args[0] == STDIN_FILENO &&
                          info->entry.args[1] == F_GETFD;
        return;
    }
    if (call == NULL) {
        return;
    }
    run->n_calls++;
    if (run->target == 0 || run->n_calls == run->target) {
        note(run, pid, call, info);
    }
    if (run->n_calls == run->target && run->error == 0) {
        kill(pid, SIGKILL);
    } else if (run->n_calls == run->target) {
        fail(run, pid, info);
    }
}

static void look(struct run *run, pid_t pid) {
    struct ptrace_syscall_info info;

    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(info), &info) <= 0) {
        return;
    }
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        enter(run, pid, &info);
    } else if (info.op == PTRACE_SYSCALL_INFO_EXIT && pid == run->failing) {
        leave(run, pid);
    }
}

/* The signal to hand on. A new thread begins with SIGSTOP, which is ptrace's. */
static int handle_stop(struct run *run, pid_t pid, int status) {
    int signal = WSTOPSIG(status);

    if (signal == (SIGTRAP | 0x80)) {
        look(run, pid);
        return 0;
    }
    return status >> 16 != 0 || signal == SIGSTOP ? 0 : signal;
}

static void follow(struct run *run) {
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, __WALL)) > 0) {
        if (WIFSTOPPED(status)) {
            ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)handle_stop(run, pid, status));
        } else if (pid == run->command) {
            run->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
}

static void start(struct run *run, char **command) {
    const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
                         PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;

    run->command = fork();
    if (run->command == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        execvp(command[0], command);
        _exit(127);
    }
    waitpid(run->command, NULL, 0);
    ptrace(PTRACE_SETOPTIONS, run->command, NULL, (void *)options);
    ptrace(PTRACE_SYSCALL, run->command, NULL, NULL);
}

int main(int argc, char **argv) {
    struct run run = {0};
    bool lists = argc > 3 && strcmp(argv[1], "list") == 0;

    if (!lists && argc > 4) {
        run.target = strtol(argv[1], NULL, 10);
        run.error = strcmp(argv[2], "kill") == 0 ? 0 : (int)strtol(argv[2], NULL, 10);
    } else if (!lists) {
        fputs("usage: inject list|NUMBER [ERRNO|kill] FILE COMMAND...\n", stderr);
        return 2;
    }
    run.file = fopen(argv[lists ? 2 : 3], "we");
    if (run.file == NULL) {
        perror("inject");
        return 2;
    }
    start(&run, argv + (lists ? 3 : 4));
    signal(SIGTERM, SIG_IGN); /* it is for the command, which is in the same group of processes */
    follow(&run);
    fclose(run.file);
    return run.status;
}
