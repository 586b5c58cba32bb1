// The probe for 64-bit ARM: the same program as probe.x86_64.s, which describes it.

        .set BASE, 0x400000
        .set DATA, 0x600000             // zeroed memory, requested from the kernel below
        .set PAGE, 65536                // the largest page size of kernels for this processor
        .set BUFFER, 4 * 1024 * 1024
        .set CHUNK, 65536               // the most to read at once

        .set AT_FDCWD, -100
        .set OPENAT, 56
        .set CLOSE, 57
        .set READ, 63
        .set WRITE, 64
        .set READLINKAT, 78
        .set NEWFSTATAT, 79
        .set EXIT, 93
        .set STATX, 291

        .set LINKS_ONLY, '-'
        .set MODE, 16                   // of struct stat
        .set TYPE, 0xf000               // the bits of the mode that tell what the path is
        .set REGULAR, 0x8000
        .set OPTIONS, 0x900             // O_RDONLY, O_NONBLOCK, O_NOCTTY
        .set NOT_REGULAR, -22           // EINVAL
        .set DONT_SYNC, 0x4000          // AT_STATX_DONT_SYNC
        .set INO, 0x100                 // STATX_INO
        .set STATX_SIZE, 256

        .set MACHINE, 183               // AArch64
        .set MEMORY, PAGE + BUFFER
        .include "elf.inc"

start:
        ldr     x19, [sp]               // argc
        add     x20, sp, #16            // argv + 1
        mov     x21, #DATA              // status and length
        add     x22, x21, #PAGE         // buffer
        mov     x23, #BUFFER
next:
        subs    x19, x19, #1
        b.le    done
        ldr     x24, [x20], #8          // path
        ldrb    w0, [x24]
        cmp     w0, #'='
        b.eq    identity
        cmp     w0, #LINKS_ONLY
        cset    x28, eq
        add     x24, x24, x28           // the path begins after the mark

        mov     x0, #AT_FDCWD
        mov     x1, x24
        mov     x2, x22
        mov     x3, x23
        mov     x8, #READLINKAT
        svc     #0
        mov     w25, #0                 // status: a link
        mov     x26, x0                 // length
        tbz     x0, #63, answer

        mov     w25, w0                 // status: the error
        mov     x26, #0
        cbnz    x28, answer
        mov     x0, #AT_FDCWD
        mov     x1, x24
        mov     x2, x22
        mov     x3, #0
        mov     x8, #NEWFSTATAT
        svc     #0
        mov     w25, w0                 // status: the error
        tbnz    x0, #63, answer
        mov     w25, #NOT_REGULAR
        ldr     w0, [x22, #MODE]
        and     w0, w0, #TYPE
        mov     w1, #REGULAR
        cmp     w0, w1
        b.ne    answer

        mov     x0, #AT_FDCWD
        mov     x1, x24
        mov     x2, #OPTIONS
        mov     x3, #0
        mov     x8, #OPENAT
        svc     #0
        mov     w25, w0                 // status: the error
        tbnz    x0, #63, answer
        mov     x27, x0
        mov     w25, #1                 // status: a file
more:
        subs    x2, x23, x26
        b.eq    close                   // the buffer is full
        mov     x0, #CHUNK
        cmp     x2, x0
        csel    x2, x0, x2, hi
        mov     x0, x27
        add     x1, x22, x26
        mov     x8, #READ
        svc     #0
        cbz     x0, close
        tbnz    x0, #63, failed
        add     x26, x26, x0
        b       more
failed:
        mov     w25, w0
        mov     x26, #0
close:
        mov     x0, x27
        mov     x8, #CLOSE
        svc     #0

answer:
        stp     w25, w26, [x21]
        mov     x1, x21
        mov     x2, #8
        bl      print
        mov     x1, x22
        mov     x2, x26
        bl      print
        b       next

identity:
        mov     x26, #0
        mov     x0, #AT_FDCWD
        add     x1, x24, #1
        mov     x2, #DONT_SYNC
        mov     x3, #INO
        mov     x4, x22
        mov     x8, #STATX
        svc     #0
        mov     w25, w0                 // status: the error
        tbnz    x0, #63, answer
        mov     w25, #2                 // status: an identity
        mov     x26, #STATX_SIZE
        b       answer

print:                                  // x2 bytes at x1, in as many writes as needed
        cbz     x2, printed
        mov     x0, #1
        mov     x8, #WRITE
        svc     #0
        tbnz    x0, #63, broken
        add     x1, x1, x0
        sub     x2, x2, x0
        b       print
printed:
        ret

broken:
        mov     x0, #1
        b       leave
done:
        mov     x0, #0
leave:
        mov     x8, #EXIT
        svc     #0
end:
