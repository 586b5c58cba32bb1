# The reach probe: connects to addresses, or listens at one, over TCP and IPv6. It sends and receives nothing.
#
#   reach connect ADDRESS...   prints for each address, as a 32-bit word, 0 if it accepted the connection, or else the number of the
#                              error. EINPROGRESS (115) means that there was no answer within PATIENCE.
#   reach listen ADDRESS       listens for LIFETIME and ends, even if nobody is left to stop it. The kernel accepts connections.
#
# An address is a struct sockaddr_in6 in hexadecimal digits, in lower case. At most MAX fit. Its file consists of the section .text, with
# the file header of elf.inc: every assembler produces the same result (test/e2e/isolation/probe.test.ts).

        .set BASE, 0x400000
        .set DATA, 0x600000             # zeroed memory, requested from the kernel below
        .set address, DATA
        .set value, DATA + 64
        .set length, DATA + 68
        .set sockets, DATA + 128        # an array of struct pollfd
        .set results, DATA + 2048 + 128

        .set ADDRESS_LENGTH, 28
        .set MAX, 200
        .set LIFETIME, 120000           # milliseconds
        .set PAUSE, 100                 # milliseconds
        .set PATIENCE, 25               # pauses: a second attempt follows after one second

        .set WRITE, 1
        .set POLL, 7
        .set SOCKET, 41
        .set CONNECT, 42
        .set BIND, 49
        .set LISTEN, 50
        .set GETPEERNAME, 52
        .set GETSOCKOPT, 55
        .set EXIT, 60

        .set AF_INET6, 10
        .set SOCK_STREAM, 1
        .set SOCK_NONBLOCK, 0x800
        .set SOL_SOCKET, 1
        .set SO_ERROR, 4
        .set POLLOUT, 4
        .set EINVAL, 22
        .set EINPROGRESS, 115

        .set MACHINE, 62                # x86-64
        .set PAGE, 4096
        .set MEMORY, PAGE
        .include "elf.inc"

start:
        mov     (%rsp), %r12            # argc
        lea     24(%rsp), %r13          # argv + 2
        sub     $2, %r12                # the number of addresses
        jle     wrong
        cmp     $MAX, %r12
        jg      wrong
        mov     -8(%r13), %rax
        cmpb    $'l', (%rax)
        je      listen

        xor     %ebp, %ebp
connect:
        mov     (%r13,%rbp,8), %rsi
        call    decode
        mov     $SOCK_STREAM + SOCK_NONBLOCK, %esi
        call    socket
        mov     %eax, sockets(,%rbp,8)  # poll ignores a negative one
        movw    $POLLOUT, sockets + 4(,%rbp,8)
        test    %eax, %eax
        js      tried
        mov     %eax, %edi
        mov     $CONNECT, %eax
        mov     $address, %esi
        mov     $ADDRESS_LENGTH, %edx
        syscall
tried:
        neg     %eax
        mov     %eax, results(,%rbp,4)
        inc     %ebp
        cmp     %r12d, %ebp
        jl      connect

        mov     $PATIENCE, %r14d
wait:
        mov     $sockets, %edi
        mov     %r12d, %esi
        xor     %edx, %edx
        call    poll
        cmp     %r12d, %eax
        je      answered
        dec     %r14d
        js      answered
        xor     %esi, %esi
        mov     $PAUSE, %edx
        call    poll
        jmp     wait

answered:
        xor     %ebp, %ebp
judge:
        cmpl    $EINPROGRESS, results(,%rbp,4)
        jne     judged
        mov     $GETSOCKOPT, %eax
        mov     sockets(,%rbp,8), %edi
        mov     $SOL_SOCKET, %esi
        mov     $SO_ERROR, %edx
        mov     $value, %r10d
        mov     $length, %r8d
        movl    $4, length
        syscall
        mov     value, %eax
        test    %eax, %eax
        jnz     known
        mov     $GETPEERNAME, %eax      # only what is connected has a peer
        mov     $address, %esi
        mov     $length, %edx
        movl    $ADDRESS_LENGTH, length
        syscall
        test    %eax, %eax
        jnz     judged
known:
        mov     %eax, results(,%rbp,4)
judged:
        inc     %ebp
        cmp     %r12d, %ebp
        jl      judge

        mov     $WRITE, %eax
        mov     $1, %edi
        mov     $results, %esi
        lea     (,%r12,4), %edx
        syscall
        xor     %edi, %edi
        jmp     leave

listen:
        mov     (%r13), %rsi
        call    decode
        mov     $SOCK_STREAM, %esi
        call    socket
        test    %eax, %eax
        js      failed
        mov     %eax, %ebx
        mov     $BIND, %eax
        mov     %ebx, %edi
        mov     $address, %esi
        mov     $ADDRESS_LENGTH, %edx
        syscall
        test    %eax, %eax
        js      failed
        mov     $LISTEN, %eax
        mov     $MAX, %esi
        syscall
        test    %eax, %eax
        js      failed
        xor     %esi, %esi
        mov     $LIFETIME, %edx
        call    poll
        xor     %edi, %edi
        jmp     leave

decode:                                 # 2 * ADDRESS_LENGTH digits at rsi, to address
        xor     %ecx, %ecx
digits:
        movzbl  (%rsi,%rcx,2), %eax
        call    digit
        mov     %eax, %edx
        shl     $4, %edx
        movzbl  1(%rsi,%rcx,2), %eax
        call    digit
        or      %edx, %eax
        mov     %al, address(%rcx)
        inc     %ecx
        cmp     $ADDRESS_LENGTH, %ecx
        jl      digits
        ret

        .include "digit.x86_64.inc"

socket:                                 # of the type in esi
        mov     $SOCKET, %eax
        mov     $AF_INET6, %edi
        xor     %edx, %edx
        syscall
        ret

poll:                                   # esi sockets at rdi, for edx milliseconds
        mov     $POLL, %eax
        syscall
        ret

wrong:
        mov     $-EINVAL, %eax
failed:                                 # exits with the number of the error
        neg     %eax
        mov     %eax, %edi
leave:
        mov     $EXIT, %eax
        syscall
end:
