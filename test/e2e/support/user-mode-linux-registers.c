/*
 * Loaded into user-mode Linux. Its room for the floating-point registers of a process is too small on CPUs with AMX, and Linux takes these
 * registers only as a whole. So this reads all of them, changes those that user-mode Linux knows, and writes all of them back.
 */

extern long syscall(long number, ...);
extern void *memcpy(void *to, const void *from, unsigned long size);

struct iovec {
  void *base;
  unsigned long length;
};

enum { PTRACE = 101, PEEK_FIRST = 1, PEEK_LAST = 3, GET_REGISTERS = 0x4204, SET_REGISTERS = 0x4205, XSTATE = 0x202 };

static char registers[65536];

/* Takes the place of the C library's. */
long ptrace(int request, int process, void *address, void *data)
{
  if (request >= PEEK_FIRST && request <= PEEK_LAST) {
    long word;
    long result = syscall(PTRACE, request, process, address, &word);
    return result < 0 ? result : word;
  }
  if (request == SET_REGISTERS && (long)address == XSTATE) {
    struct iovec *known = data;
    struct iovec all = { registers, sizeof registers };
    long result = syscall(PTRACE, GET_REGISTERS, process, address, &all);
    if (result < 0) return result;
    memcpy(registers, known->base, known->length < all.length ? known->length : all.length);
    return syscall(PTRACE, SET_REGISTERS, process, address, &all);
  }
  return syscall(PTRACE, request, process, address, data);
}
