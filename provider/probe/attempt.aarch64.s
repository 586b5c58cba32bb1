// The attempt for 64-bit ARM: the same program as attempt.x86_64.s, which describes it.

        .set BASE, 0x400000
        .set DATA, 0x600000             // zeroed memory, requested from the kernel below
        .set PAGE, 65536                // the largest page size of kernels for this processor

        .set WRITE, 64
        .set EXIT, 93

        .set EINVAL, 22

        .set MACHINE, 183               // AArch64
        .set MEMORY, 65536              // more than fits into an argument
        .include "elf.inc"

start:
        ldr     x0, [sp]                // argc
        cmp     x0, #2
        b.ne    wrong
        ldr     x20, [sp, #16]          // argv[1]
        mov     x21, #DATA
        add     x22, x21, #MEMORY
        mov     x23, x21
load:
        ldrb    w0, [x20], #1
        cbz     w0, loaded
        bl      digit
        lsl     w1, w0, #4
        ldrb    w0, [x20], #1
        bl      digit
        orr     w0, w0, w1
        strb    w0, [x23], #1
        cmp     x23, x22
        b.lt    load
        b       wrong

loaded:
        ldr     x24, [x21]              // the number of calls
        add     x25, x21, #8
make:
        subs    x24, x24, #1
        b.mi    print
        ldp     x8, x0, [x25]
        ldp     x1, x2, [x25, #16]
        ldp     x3, x4, [x25, #32]
        ldr     x5, [x25, #48]
        svc     #0
        str     x0, [x25], #56
        b       make

print:
        subs    x2, x23, x21
        b.eq    done
        mov     x0, #1
        mov     x1, x21
        mov     x8, #WRITE
        svc     #0
        cmp     x0, #0
        b.le    failed
        add     x21, x21, x0
        b       print
done:
        mov     x0, #0
        b       leave

        .include "digit.aarch64.inc"

wrong:
        mov     w0, #-EINVAL
failed:                                 // exits with the number of the error
        neg     w0, w0
leave:
        mov     x8, #EXIT
        svc     #0
end:
