# The probe: prints, for each of its arguments, what is at that path.
#
# An answer is two 32-bit words and that many bytes:
#   status   0: a link, and the bytes are its target
#            1: a file, and the bytes are its content
#            2: an argument that begins with "=", and the bytes are the struct statx of the path after it
#            else: nothing readable; the negated number of the error
#   length   of the bytes, at most BUFFER
#
# A path that begins with "-" is not opened: if it is no link, the answer is the error of readlink (22: it exists, 2: it does not).
#
# For an argument that begins with "=", it follows links, opens nothing, and asks only for what the kernel already knows: a file system
# in user space could take forever to answer.
#
# It opens only regular files, for reading and without waiting: opening a pipe could take forever, and opening a device has effects.
# It ends after the last argument. Its file consists of the section .text, with the file header of elf.inc:
# every assembler produces the same result (test/e2e/isolation/probe.test.ts).

        .set BASE, 0x400000
        .set DATA, 0x600000             # zeroed memory, requested from the kernel below
        .set BUFFER, 4 * 1024 * 1024
        .set CHUNK, 65536               # the most to read at once: the kernel refuses 4 MiB for its parameters (/proc/sys)
        .set header, DATA               # status and length
        .set buffer, DATA + 4096

        .set READ, 0
        .set WRITE, 1
        .set OPEN, 2
        .set CLOSE, 3
        .set STAT, 4
        .set READLINK, 89
        .set EXIT, 60
        .set STATX, 332

        .set LINKS_ONLY, '-'
        .set MODE, 24                   # of struct stat
        .set TYPE, 0xf000               # the bits of the mode that tell what the path is
        .set REGULAR, 0x8000
        .set OPTIONS, 0x900             # O_RDONLY, O_NONBLOCK, O_NOCTTY
        .set NOT_REGULAR, -22           # EINVAL
        .set AT_FDCWD, -100
        .set DONT_SYNC, 0x4000          # AT_STATX_DONT_SYNC
        .set INO, 0x100                 # STATX_INO
        .set STATX_SIZE, 256

        .set MACHINE, 62                # x86-64
        .set PAGE, 4096
        .set MEMORY, PAGE + BUFFER
        .include "elf.inc"

start:
        mov     (%rsp), %r12            # argc
        lea     16(%rsp), %r13          # argv + 1
next:
        dec     %r12
        jle     done
        mov     (%r13), %rdi
        add     $8, %r13
        cmpb    $'=', (%rdi)
        je      identity
        xor     %ebp, %ebp
        cmpb    $LINKS_ONLY, (%rdi)
        sete    %bpl
        add     %rbp, %rdi              # the path begins after the mark

        mov     $READLINK, %eax
        mov     $buffer, %esi
        mov     $BUFFER, %edx
        syscall
        xor     %r14d, %r14d            # status: a link
        mov     %rax, %r15              # length
        test    %rax, %rax
        jns     answer

        mov     %eax, %r14d             # status: the error
        xor     %r15d, %r15d
        test    %ebp, %ebp
        jnz     answer
        mov     $STAT, %eax
        syscall
        mov     %eax, %r14d             # status: the error
        test    %rax, %rax
        js      answer
        mov     $NOT_REGULAR, %r14d
        mov     MODE(%rsi), %eax
        and     $TYPE, %eax
        cmp     $REGULAR, %eax
        jne     answer

        mov     $OPEN, %eax
        mov     $OPTIONS, %esi
        syscall
        mov     %eax, %r14d             # status: the error
        test    %rax, %rax
        js      answer
        mov     %eax, %ebx
        mov     $1, %r14d               # status: a file
more:
        mov     %ebx, %edi
        lea     buffer(%r15), %rsi
        mov     $BUFFER, %edx
        sub     %r15d, %edx
        jz      close                   # the buffer is full
        mov     $CHUNK, %eax
        cmp     %eax, %edx
        cmova   %eax, %edx
        mov     $READ, %eax
        syscall
        test    %rax, %rax
        jz      close
        js      failed
        add     %rax, %r15
        jmp     more
failed:
        mov     %eax, %r14d
        xor     %r15d, %r15d
close:
        mov     $CLOSE, %eax
        mov     %ebx, %edi
        syscall

answer:
        mov     %r14d, header
        mov     %r15d, header + 4
        mov     $header, %esi
        mov     $8, %edx
        call    print
        mov     $buffer, %esi
        mov     %r15d, %edx
        call    print
        jmp     next

identity:
        lea     1(%rdi), %rsi
        mov     $AT_FDCWD, %edi
        mov     $DONT_SYNC, %edx
        mov     $INO, %r10d
        mov     $buffer, %r8d
        xor     %r15d, %r15d
        mov     $STATX, %eax
        syscall
        mov     %eax, %r14d             # status: the error
        test    %rax, %rax
        js      answer
        mov     $2, %r14d               # status: an identity
        mov     $STATX_SIZE, %r15d
        jmp     answer

print:                                  # rdx bytes at rsi, in as many writes as needed
        test    %rdx, %rdx
        jz      printed
        mov     $WRITE, %eax
        mov     $1, %edi
        syscall
        test    %rax, %rax
        js      broken
        add     %rax, %rsi
        sub     %rax, %rdx
        jmp     print
printed:
        ret

broken:
        mov     $1, %edi
        jmp     leave
done:
        xor     %edi, %edi
leave:
        mov     $EXIT, %eax
        syscall
end:
