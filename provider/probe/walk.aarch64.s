// The walker for 64-bit ARM: the same program as walk.x86_64.s, which describes it.

        .set BASE, 0x400000
        .set DATA, 0x600000             // zeroed memory, requested from the kernel below
        .set PAGE, 65536                // the largest page size of kernels for this processor
        .set PATH, 1024 * 1024
        .set LONGEST, 65536
        .set ENTRIES, 2048

        .set UNLINKAT, 35
        .set FCHDIR, 50
        .set OPENAT, 56
        .set CLOSE, 57
        .set LGETXATTR, 9
        .set LLISTXATTR, 12
        .set GETDENTS64, 61
        .set WRITE, 64
        .set EXIT, 93

        .set AT_FDCWD, -100
        .set AT_REMOVEDIR, 0x200
        .set FOLDERS_ONLY, 0xc000       // O_RDONLY, O_DIRECTORY, O_NOFOLLOW
        .set ENOTDIR, 20
        .set ENAMETOOLONG, 36
        .set ELOOP, 40
        .set EOPNOTSUPP, 95

        .set LENGTH, 16                 // of struct linux_dirent64
        .set TYPE, 18
        .set NAME, 19
        .set FOLDER, 4
        .set SOCKET, 12
        .set COUNT, 24                  // an offset from DATA

        .set MACHINE, 183               // AArch64
        .set MEMORY, PAGE + 2 * LONGEST + PATH
        .include "elf.inc"

// x19: whether to remove    x20: the end of the path    x25: value    x26: names    x27: path    x28: record
start:
        ldr     x0, [sp]                // argc
        cmp     x0, #3
        b.ne    broken
        ldr     x0, [sp, #16]           // argv[1]
        ldrb    w0, [x0]
        mov     x19, #0
        cmp     w0, #'a'
        b.eq    begin
        cmp     w0, #'e'
        b.ne    broken
        mov     x19, #1
begin:
        mov     x28, #DATA
        add     x25, x28, #1, lsl #12
        add     x26, x25, #16, lsl #12
        add     x27, x26, #16, lsl #12
        mov     w0, #'.'
        strb    w0, [x27]
        add     x20, x27, #1
        ldr     x1, [sp, #24]           // argv[2]
        bl      enter
        tbnz    w0, #31, unreadable
        mov     w21, w0
        mov     x0, x27
        bl      attributes
        mov     w0, w21
        bl      folder
        b       finish
unreadable:
        bl      report
finish:
        str     xzr, [x28]
        ldr     w0, [x28, #COUNT]
        str     w0, [x28, #8]
        mov     x1, x28
        mov     w2, #12
        bl      print
        mov     x0, #0
        b       leave

enter:                                  // opens the folder x1 and goes there; returns its descriptor or an error
        mov     x0, #AT_FDCWD
        mov     x2, #FOLDERS_ONLY
        mov     x8, #OPENAT
        svc     #0
        tbnz    w0, #31, entered
        mov     w9, w0
        mov     x8, #FCHDIR
        svc     #0
        tbnz    w0, #31, refused
        mov     w0, w9
entered:
        ret
refused:
        mov     w10, w0
        mov     w0, w9
        mov     x8, #CLOSE
        svc     #0
        mov     w0, w10
        ret

folder:                                 // goes through the folder w0, which is the working directory, and closes it
        stp     x29, x30, [sp, #-48]!
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        sub     sp, sp, #ENTRIES
        mov     w21, w0
        mov     x22, x20                // the end of the folder's path
more:
        mov     w0, w21
        mov     x1, sp
        mov     x2, #ENTRIES
        mov     x8, #GETDENTS64
        svc     #0
        cbz     w0, close
        tbz     w0, #31, some
        bl      report
        b       close
some:
        mov     x23, sp                 // the entry
        add     x24, x23, x0            // the end of the entries
entry:
        cmp     x23, x24
        b.hs    more
        add     x1, x23, #NAME
        ldrb    w0, [x1]
        cmp     w0, #'.'
        b.ne    named
        ldrb    w0, [x1, #1]
        cbz     w0, next                // .
        cmp     w0, #'.'
        b.ne    named
        ldrb    w0, [x1, #2]
        cbz     w0, next                // ..
named:
        ldrb    w0, [x23, #TYPE]
        cmp     w0, #SOCKET
        b.eq    socket
        ldr     w0, [x28, #COUNT]
        add     w0, w0, #1
        str     w0, [x28, #COUNT]
socket:
        sub     x2, x20, x27
        mov     w0, #-ENAMETOOLONG
        mov     x3, #PATH
        sub     x3, x3, #512
        cmp     x2, x3
        b.hi    failed
        mov     w2, #'/'
        strb    w2, [x20]
append:
        ldrb    w2, [x1], #1
        strb    w2, [x20, #1]!
        cbnz    w2, append

        add     x0, x23, #NAME
        bl      attributes
        mov     x2, #0                  // how to remove a file
        ldrb    w0, [x23, #TYPE]
        cmp     w0, #FOLDER
        b.eq    into
        cbnz    w0, remove
into:
        add     x1, x23, #NAME
        bl      enter
        mov     x2, #0
        cmn     w0, #ENOTDIR
        b.eq    remove
        cmn     w0, #ELOOP
        b.eq    remove
        tbnz    w0, #31, failed
        bl      folder
        mov     w0, w21                 // back
        mov     x8, #FCHDIR
        svc     #0
        tbnz    w0, #31, broken
        mov     x2, #AT_REMOVEDIR
remove:
        cbz     x19, passed
        mov     x0, #AT_FDCWD
        add     x1, x23, #NAME
        mov     x8, #UNLINKAT
        svc     #0
        tbz     w0, #31, passed
failed:
        bl      report
passed:
        mov     x20, x22
next:
        ldrh    w0, [x23, #LENGTH]
        add     x23, x23, x0
        b       entry
close:
        mov     w0, w21
        mov     x8, #CLOSE
        svc     #0
        add     sp, sp, #ENTRIES
        ldp     x23, x24, [sp, #32]
        ldp     x21, x22, [sp, #16]
        ldp     x29, x30, [sp], #48
        ret

attributes:                             // prints the attributes of the entry x0 of the working directory
        cbnz    x19, without
        mov     x11, x0
        mov     x1, x26
        mov     x2, #LONGEST
        mov     x8, #LLISTXATTR
        svc     #0
        cbz     w0, without
        tbz     w0, #31, with
        cmn     w0, #EOPNOTSUPP
        b.ne    report
without:
        ret
with:
        stp     x29, x30, [sp, #-48]!
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        mov     x21, x11                // the entry
        mov     x22, x26                // the name
        add     x23, x26, x0            // the end of the names
attribute:
        mov     x0, x21
        mov     x1, x22
        mov     x2, x25
        mov     x3, #LONGEST
        mov     x8, #LGETXATTR
        svc     #0
        mov     w24, w0
        mov     x2, #0
length:
        add     x2, x2, #1
        ldrb    w3, [x22, x2]
        cbnz    w3, length
        mov     x29, x2
        bl      head
        mov     x1, x22
        mov     x2, x29
        bl      print
        cmp     w24, #0
        b.le    printed_value
        mov     x1, x25
        mov     w2, w24
        bl      print
printed_value:
        add     x22, x22, x29
        add     x22, x22, #1
        cmp     x22, x23
        b.lo    attribute
        ldp     x23, x24, [sp, #32]
        ldp     x21, x22, [sp, #16]
        ldp     x29, x30, [sp], #48
        ret

report:                                 // prints the error w0 of the path
        mov     x2, #0
head:                                   // prints a record without its name, of length w2, and its value, of length w0
        mov     x13, x30
        stp     w2, w0, [x28, #4]
        sub     x2, x20, x27
        str     w2, [x28]
        mov     x1, x28
        mov     w2, #12
        bl      print
        mov     x1, x27
        ldr     w2, [x28]
        mov     x30, x13

print:                                  // w2 bytes at x1, in as many writes as needed
        cbz     w2, printed
        mov     x0, #1
        mov     x8, #WRITE
        svc     #0
        tbnz    x0, #63, broken
        add     x1, x1, x0
        sub     w2, w2, w0
        b       print
printed:
        ret

broken:
        mov     x0, #1
leave:
        mov     x8, #EXIT
        svc     #0
end:
