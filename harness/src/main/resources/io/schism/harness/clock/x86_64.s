# Replaces three functions of the vDSO of one process on x86-64 Linux. Position independent, no stack but
# the red zone, caller-saved registers only. The parameters come last; Java overwrites them.
#
#   t' = t + offset + ((t - anchor) * drift >> 32)      nanoseconds; drift is a signed 32.32 fixed-point number
#
# Table of entries, three 32-bit offsets from the start, so that Java need not know the layout of the code.
        .intel_syntax noprefix
        .text
start:
        .long   clock_gettime - start
        .long   gettimeofday - start
        .long   time - start
        .long   parameters - start

clock_gettime:                          # edi = clock, rsi = struct timespec *
        mov     eax, 228
        syscall                         # keeps rdi and rsi, spoils rcx and r11
        test    rax, rax
        jnz     2f
        cmp     edi, 11
        ja      2f
        mov     ecx, edi
        mov     eax, 1
        shl     eax, cl
        lea     r8, [rip + wall]
        test    eax, 0x821              # CLOCK_REALTIME 0, _COARSE 5, TAI 11
        jnz     1f
        lea     r8, [rip + monotonic]
        test    eax, 0xd2               # CLOCK_MONOTONIC 1, _RAW 4, _COARSE 6, BOOTTIME 7
        jz      3f
1:      mov     rax, [rsi]
        imul    rax, rax, 1000000000
        add     rax, [rsi + 8]
        call    skew
        mov     [rsi], rax
        mov     [rsi + 8], rdx
3:      xor     eax, eax
2:      ret

gettimeofday:                           # rdi = struct timeval * or null, rsi = struct timezone * or null
        mov     r9, rdi
        mov     r10, rsi
        call    wall_time
        test    r9, r9
        jz      1f
        mov     [r9], rax
        mov     rax, rdx
        xor     edx, edx
        mov     ecx, 1000
        div     rcx
        mov     [r9 + 8], rax
1:      test    r10, r10
        jz      2f
        mov     qword ptr [r10], 0
2:      xor     eax, eax
        ret

time:                                   # rdi = time_t * or null
        mov     r9, rdi
        call    wall_time
        test    r9, r9
        jz      1f
        mov     [r9], rax
1:      ret

wall_time:                              # -> rax seconds, rdx nanoseconds; spoils rcx, rsi, rdi, r8, r11
        lea     rsi, [rsp - 64]         # inside the red zone, which signal handlers leave alone
        xor     edi, edi
        mov     eax, 228
        syscall
        lea     r8, [rip + wall]
        mov     rax, [rsi]
        imul    rax, rax, 1000000000
        add     rax, [rsi + 8]

skew:                                   # rax nanoseconds, r8 record -> rax seconds, rdx nanoseconds; spoils rcx, r11
        mov     r11, rax
        sub     rax, [r8 + 8]
        imul    qword ptr [r8 + 16]
        shrd    rax, rdx, 32
        add     rax, r11
        add     rax, [r8]
        jns     1f
        xor     eax, eax
1:      xor     edx, edx
        mov     ecx, 1000000000
        div     rcx
        ret

        .balign 8
parameters:
wall:                                   # offset, anchor, drift
        .quad   0, 0, 0
monotonic:
        .quad   0, 0, 0
