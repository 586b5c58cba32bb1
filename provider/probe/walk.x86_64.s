# The walker: goes through a folder, and either prints the extended attributes of everything in it, or removes everything in it.
#
#   walk attributes FOLDER
#   walk empty FOLDER
#
# A record is three 32-bit words, and then the bytes of the path, the name and the value:
#   the length of the path, which is "." for the folder, and begins with "./" for what is in it
#   the length of the attribute's name; 0 for a record that is only about the path
#   the length of the value, or the negated number of an error
#
# It goes on after an error. The last record has no path and no name, and instead of a length the number of entries in the folder and in
# all folders below it, without sockets, which no archive can contain.
#
# It follows no link, and opens only folders. It changes its working directory to each folder, so that no path is too long for the
# kernel. Its file consists of the section .text, with the file header of elf.inc: every assembler produces the same result
# (test/e2e/isolation/probe.test.ts).

        .set BASE, 0x400000
        .set DATA, 0x600000             # zeroed memory, requested from the kernel below
        .set PATH, 1024 * 1024          # the bytes of the longest path
        .set LONGEST, 65536             # of an attribute's value, and of the names of all attributes of a file: the kernel's limits
        .set ENTRIES, 2048              # the bytes of the entries that are read at once
        .set record, DATA
        .set entry_name, DATA + 16
        .set count, DATA + 24
        .set value, DATA + 4096
        .set names, value + LONGEST
        .set path, names + LONGEST

        .set WRITE, 1
        .set OPEN, 2
        .set CLOSE, 3
        .set EXIT, 60
        .set FCHDIR, 81
        .set LGETXATTR, 192
        .set LLISTXATTR, 195
        .set GETDENTS64, 217
        .set UNLINKAT, 263

        .set AT_FDCWD, -100
        .set AT_REMOVEDIR, 0x200
        .set FOLDERS_ONLY, 0x30000      # O_RDONLY, O_DIRECTORY, O_NOFOLLOW
        .set NOT_DIRECTORY, -20         # ENOTDIR
        .set TOO_LONG, -36              # ENAMETOOLONG
        .set IS_LINK, -40               # ELOOP
        .set NOT_SUPPORTED, -95         # EOPNOTSUPP: the file system has no attributes

        .set LENGTH, 16                 # of struct linux_dirent64
        .set TYPE, 18
        .set NAME, 19
        .set FOLDER, 4                  # DT_DIR; 0 if the file system does not tell
        .set SOCKET, 12                 # DT_SOCK

        .set MACHINE, 62                # x86-64
        .set PAGE, 4096
        .set MEMORY, PAGE + 2 * LONGEST + PATH
        .include "elf.inc"

# r12d: whether to remove    r13: the end of the path
start:
        cmpq    $3, (%rsp)              # argc
        jne     broken
        mov     16(%rsp), %rax          # argv[1]
        xor     %r12d, %r12d
        cmpb    $'a', (%rax)
        je      begin
        cmpb    $'e', (%rax)
        jne     broken
        inc     %r12d
begin:
        movb    $'.', path
        mov     $path + 1, %r13d
        mov     24(%rsp), %rdi          # argv[2]
        call    enter
        test    %eax, %eax
        js      unreadable
        mov     %eax, %ebx
        mov     $path, %esi
        call    attributes
        mov     %ebx, %edi
        call    folder
        jmp     finish
unreadable:
        call    report
finish:
        xor     %eax, %eax
        mov     %rax, record
        mov     count, %eax
        mov     %eax, record + 8
        mov     $record, %esi
        mov     $12, %edx
        call    print
        xor     %edi, %edi
        jmp     leave

enter:                                  # opens the folder rdi and goes there; returns its descriptor or an error
        mov     $OPEN, %eax
        mov     $FOLDERS_ONLY, %esi
        syscall
        test    %eax, %eax
        js      entered
        push    %rax
        mov     %eax, %edi
        mov     $FCHDIR, %eax
        syscall
        pop     %rdi
        test    %eax, %eax
        js      refused
        mov     %edi, %eax
entered:
        ret
refused:
        push    %rax
        mov     $CLOSE, %eax
        syscall
        pop     %rax
        ret

folder:                                 # goes through the folder edi, which is the working directory, and closes it
        push    %rbx
        push    %rbp
        push    %r13
        push    %r14
        push    %r15
        sub     $ENTRIES, %rsp
        mov     %edi, %ebx
        mov     %r13, %rbp              # the end of the folder's path
more:
        mov     $GETDENTS64, %eax
        mov     %ebx, %edi
        mov     %rsp, %rsi
        mov     $ENTRIES, %edx
        syscall
        test    %eax, %eax
        jz      close
        jns     some
        call    report
        jmp     close
some:
        mov     %rsp, %r14              # the entry
        lea     (%rsp, %rax), %r15      # the end of the entries
entry:
        cmp     %r15, %r14
        jae     more
        lea     NAME(%r14), %rsi
        cmpb    $'.', (%rsi)
        jne     named
        cmpb    $0, 1(%rsi)
        je      next                    # .
        cmpb    $'.', 1(%rsi)
        jne     named
        cmpb    $0, 2(%rsi)
        je      next                    # ..
named:
        cmpb    $SOCKET, TYPE(%r14)
        je      socket
        incl    count
socket:
        mov     $TOO_LONG, %eax
        cmp     $path + PATH - 512, %r13
        ja      failed
        movb    $'/', (%r13)
append:
        inc     %r13
        mov     (%rsi), %al
        mov     %al, (%r13)
        inc     %rsi
        test    %al, %al
        jnz     append

        lea     NAME(%r14), %rsi
        call    attributes
        xor     %esi, %esi              # how to remove a file
        movzbl  TYPE(%r14), %eax
        cmp     $FOLDER, %eax
        je      into
        test    %eax, %eax
        jnz     remove
into:
        lea     NAME(%r14), %rdi
        call    enter
        xor     %esi, %esi
        cmp     $NOT_DIRECTORY, %eax
        je      remove
        cmp     $IS_LINK, %eax
        je      remove
        test    %eax, %eax
        js      failed
        mov     %eax, %edi
        call    folder
        mov     $FCHDIR, %eax           # back
        mov     %ebx, %edi
        syscall
        test    %eax, %eax
        js      broken
        mov     $AT_REMOVEDIR, %esi
remove:
        test    %r12d, %r12d
        jz      passed
        mov     %esi, %edx
        lea     NAME(%r14), %rsi
        mov     $AT_FDCWD, %edi
        mov     $UNLINKAT, %eax
        syscall
        test    %eax, %eax
        jns     passed
failed:
        call    report
passed:
        mov     %rbp, %r13
next:
        movzwl  LENGTH(%r14), %eax
        add     %rax, %r14
        jmp     entry
close:
        mov     $CLOSE, %eax
        mov     %ebx, %edi
        syscall
        add     $ENTRIES, %rsp
        pop     %r15
        pop     %r14
        pop     %r13
        pop     %rbp
        pop     %rbx
        ret

attributes:                             # prints the attributes of the entry rsi of the working directory
        test    %r12d, %r12d
        jnz     without
        mov     %rsi, entry_name
        mov     %rsi, %rdi
        mov     $names, %esi
        mov     $LONGEST, %edx
        mov     $LLISTXATTR, %eax
        syscall
        test    %eax, %eax
        jz      without
        jns     with
        cmp     $NOT_SUPPORTED, %eax
        je      without
        jmp     report
with:
        push    %rbx
        push    %rbp
        push    %r14
        mov     $names, %ebp
        lea     (%rbp, %rax), %r14      # the end of the names
attribute:
        mov     $LGETXATTR, %eax
        mov     entry_name, %rdi
        mov     %rbp, %rsi
        mov     $value, %edx
        mov     $LONGEST, %r10d
        syscall
        mov     %eax, %ebx
        xor     %edx, %edx
length:
        inc     %edx
        cmpb    $0, (%rbp, %rdx)
        jne     length
        push    %rdx
        call    head
        mov     (%rsp), %rdx
        mov     %rbp, %rsi
        call    print
        test    %ebx, %ebx
        jle     printed_value
        mov     $value, %esi
        mov     %ebx, %edx
        call    print
printed_value:
        pop     %rdx
        lea     1(%rbp, %rdx), %rbp
        cmp     %r14, %rbp
        jb      attribute
        pop     %r14
        pop     %rbp
        pop     %rbx
without:
        ret

report:                                 # prints the error eax of the path
        xor     %edx, %edx
head:                                   # prints a record without its name, of length edx, and its value, of length eax
        mov     %edx, record + 4
        mov     %eax, record + 8
        mov     %r13d, %edx
        sub     $path, %edx
        mov     %edx, record
        mov     $record, %esi
        mov     $12, %edx
        call    print
        mov     $path, %esi
        mov     record, %edx

print:                                  # edx bytes at rsi, in as many writes as needed
        test    %edx, %edx
        jz      printed
        mov     $WRITE, %eax
        mov     $1, %edi
        syscall
        test    %rax, %rax
        js      broken
        add     %rax, %rsi
        sub     %eax, %edx
        jmp     print
printed:
        ret

broken:
        mov     $1, %edi
leave:
        mov     $EXIT, %eax
        syscall
end:
