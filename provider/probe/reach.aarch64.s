// The reach probe for 64-bit ARM: the same program as reach.x86_64.s, which describes it.

        .set BASE, 0x400000
        .set DATA, 0x600000             // zeroed memory, requested from the kernel below
        .set PAGE, 65536                // the largest page size of kernels for this processor
        .set VALUE, 64                  // offsets from DATA, where the address is
        .set LENGTH, 68
        .set TIME, 72                   // a struct timespec
        .set SOCKETS, 128               // an array of struct pollfd
        .set RESULTS, 2048 + 128

        .set ADDRESS_LENGTH, 28
        .set MAX, 200
        .set LIFETIME, 120              // seconds
        .set PAUSE, 100000000           // nanoseconds
        .set PATIENCE, 25               // pauses: a second attempt follows after one second

        .set WRITE, 64
        .set PPOLL, 73
        .set EXIT, 93
        .set SOCKET, 198
        .set BIND, 200
        .set LISTEN, 201
        .set CONNECT, 203
        .set GETPEERNAME, 205
        .set GETSOCKOPT, 209

        .set AF_INET6, 10
        .set SOCK_STREAM, 1
        .set SOCK_NONBLOCK, 0x800
        .set SOL_SOCKET, 1
        .set SO_ERROR, 4
        .set POLLOUT, 4
        .set EINVAL, 22
        .set EINPROGRESS, 115

        .set MACHINE, 183               // AArch64
        .set MEMORY, PAGE
        .include "elf.inc"

start:
        ldr     x19, [sp]               // argc
        add     x20, sp, #24            // argv + 2
        mov     x21, #DATA              // address
        add     x22, x21, #SOCKETS
        add     x23, x21, #RESULTS
        sub     x19, x19, #2            // the number of addresses
        cmp     x19, #0
        b.le    wrong
        cmp     x19, #MAX
        b.gt    wrong
        ldr     x0, [x20, #-8]
        ldrb    w0, [x0]
        cmp     w0, #'l'
        b.eq    listen

        mov     x24, #0
connect:
        ldr     x1, [x20, x24, lsl #3]
        bl      decode
        mov     x1, #SOCK_STREAM + SOCK_NONBLOCK
        bl      socket
        add     x25, x22, x24, lsl #3
        str     w0, [x25]               // ppoll ignores a negative one
        mov     w1, #POLLOUT
        strh    w1, [x25, #4]
        tbnz    w0, #31, tried
        mov     x1, x21
        mov     x2, #ADDRESS_LENGTH
        mov     x8, #CONNECT
        svc     #0
tried:
        neg     w0, w0
        str     w0, [x23, x24, lsl #2]
        add     x24, x24, #1
        cmp     x24, x19
        b.lt    connect

        mov     x26, #PATIENCE
wait:
        mov     x0, x22
        mov     x1, x19
        mov     x2, #0
        mov     x3, #0
        bl      poll
        cmp     x0, x19
        b.eq    answered
        subs    x26, x26, #1
        b.mi    answered
        mov     x1, #0
        mov     x2, #0
        mov     x3, #PAUSE & 0xffff
        movk    x3, #PAUSE >> 16, lsl #16
        bl      poll
        b       wait

answered:
        mov     x24, #0
judge:
        ldr     w0, [x23, x24, lsl #2]
        cmp     w0, #EINPROGRESS
        b.ne    judged
        add     x25, x22, x24, lsl #3
        ldr     w27, [x25]
        mov     w0, w27
        mov     x1, #SOL_SOCKET
        mov     x2, #SO_ERROR
        add     x3, x21, #VALUE
        add     x4, x21, #LENGTH
        mov     w5, #4
        str     w5, [x4]
        mov     x8, #GETSOCKOPT
        svc     #0
        ldr     w0, [x21, #VALUE]
        cbnz    w0, known
        mov     w0, w27
        mov     x1, x21
        add     x2, x21, #LENGTH
        mov     w3, #ADDRESS_LENGTH
        str     w3, [x2]
        mov     x8, #GETPEERNAME        // only what is connected has a peer
        svc     #0
        cbnz    w0, judged
known:
        str     w0, [x23, x24, lsl #2]
judged:
        add     x24, x24, #1
        cmp     x24, x19
        b.lt    judge

        mov     x0, #1
        mov     x1, x23
        lsl     x2, x19, #2
        mov     x8, #WRITE
        svc     #0
        mov     x0, #0
        b       leave

listen:
        ldr     x1, [x20]
        bl      decode
        mov     x1, #SOCK_STREAM
        bl      socket
        tbnz    w0, #31, failed
        mov     w27, w0
        mov     x1, x21
        mov     x2, #ADDRESS_LENGTH
        mov     x8, #BIND
        svc     #0
        tbnz    w0, #31, failed
        mov     w0, w27
        mov     x1, #MAX
        mov     x8, #LISTEN
        svc     #0
        tbnz    w0, #31, failed
        mov     x1, #0
        mov     x2, #LIFETIME
        mov     x3, #0
        bl      poll
        mov     x0, #0
        b       leave

decode:                                 // 2 * ADDRESS_LENGTH digits at x1, to address
        mov     x9, x30
        mov     x2, #0
digits:
        ldrb    w0, [x1], #1
        bl      digit
        lsl     w3, w0, #4
        ldrb    w0, [x1], #1
        bl      digit
        orr     w0, w0, w3
        strb    w0, [x21, x2]
        add     x2, x2, #1
        cmp     x2, #ADDRESS_LENGTH
        b.lt    digits
        ret     x9

        .include "digit.aarch64.inc"

socket:                                 // of the type in x1
        mov     x0, #AF_INET6
        mov     x2, #0
        mov     x8, #SOCKET
        svc     #0
        ret

poll:                                   // x1 sockets at x0, for x2 seconds and x3 nanoseconds
        stp     x2, x3, [x21, #TIME]
        add     x2, x21, #TIME
        mov     x3, #0
        mov     x4, #0
        mov     x8, #PPOLL
        svc     #0
        ret

wrong:
        mov     w0, #-EINVAL
failed:                                 // exits with the number of the error
        neg     w0, w0
leave:
        mov     x8, #EXIT
        svc     #0
end:
