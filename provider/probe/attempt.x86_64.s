# The attempt: makes the system calls that it is given, and prints what they returned.
#
# Its one argument is a block of memory in hexadecimal digits, in lower case, that is loaded at DATA. It begins with the number of calls
# (64 bits) and a record of seven 64-bit words for each: the number of the call, and its six arguments, which may be addresses within the
# block. The program makes the calls in this order, puts what each returned into the first word of its record, and prints the whole block:
# also what the calls wrote into it.
#
# It has no means of its own: what it can do is what its container may. Its file consists of the section .text, with the file header of
# elf.inc: every assembler produces the same result (test/e2e/isolation/probe.test.ts).

        .set BASE, 0x400000
        .set DATA, 0x600000             # zeroed memory, requested from the kernel below

        .set RECORD, 56                 # bytes

        .set WRITE, 1
        .set EXIT, 60

        .set EINVAL, 22

        .set MACHINE, 62                # x86-64
        .set PAGE, 4096
        .set MEMORY, 65536              # more than fits into an argument
        .include "elf.inc"

start:
        cmpq    $2, (%rsp)              # argc
        jne     wrong
        mov     16(%rsp), %rsi          # argv[1]
        mov     $DATA, %ebx
load:
        movzbl  (%rsi), %eax
        test    %eax, %eax
        jz      loaded
        call    digit
        mov     %eax, %edx
        shl     $4, %edx
        movzbl  1(%rsi), %eax
        call    digit
        or      %edx, %eax
        mov     %al, (%rbx)
        add     $2, %rsi
        inc     %ebx
        cmp     $DATA + MEMORY, %ebx
        jl      load
        jmp     wrong

loaded:
        mov     DATA, %r12              # the number of calls
        mov     $DATA + 8, %ebp
make:
        dec     %r12
        js      print
        mov     (%rbp), %rax
        mov     8(%rbp), %rdi
        mov     16(%rbp), %rsi
        mov     24(%rbp), %rdx
        mov     32(%rbp), %r10
        mov     40(%rbp), %r8
        mov     48(%rbp), %r9
        syscall
        mov     %rax, (%rbp)
        add     $RECORD, %ebp
        jmp     make

print:
        mov     $DATA, %ebp
more:
        mov     $WRITE, %eax
        mov     $1, %edi
        mov     %ebp, %esi
        mov     %ebx, %edx
        sub     %ebp, %edx
        jz      done
        syscall
        test    %rax, %rax
        jle     failed
        add     %eax, %ebp
        jmp     more
done:
        xor     %edi, %edi
        jmp     leave

        .include "digit.x86_64.inc"

wrong:
        mov     $-EINVAL, %eax
failed:                                 # exits with the number of the error
        neg     %eax
        mov     %eax, %edi
leave:
        mov     $EXIT, %eax
        syscall
end:
