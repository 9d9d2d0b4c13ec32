// Replaces two functions of the vDSO of one process on aarch64 Linux: the same formula and the same layout as x86_64.s.
// There is no time() in this vDSO; its entry is zero. Caller-saved registers only.
        .text
start:
        .word   clock_gettime - start
        .word   gettimeofday - start
        .word   0
        .word   parameters - start

clock_gettime:                          // w0 = clock, x1 = struct timespec *
        mov     w9, w0
        mov     x8, #113
        svc     #0                      // keeps all but x0
        cbnz    x0, 2f
        cmp     w9, #11
        b.hi    2f
        mov     w10, #1
        lsl     w10, w10, w9
        adr     x11, wall
        mov     w12, #0x821             // CLOCK_REALTIME 0, _COARSE 5, TAI 11
        tst     w10, w12
        b.ne    1f
        adr     x11, monotonic
        mov     w12, #0xd2              // CLOCK_MONOTONIC 1, _RAW 4, _COARSE 6, BOOTTIME 7
        tst     w10, w12
        b.eq    2f
1:      mov     x17, x30
        bl      skew
        mov     x30, x17
        stp     x13, x14, [x1]
        mov     x0, #0
2:      ret

gettimeofday:                           // x0 = struct timeval * or null, x1 = struct timezone * or null
        mov     x15, x0
        mov     x16, x1
        mov     x17, x30
        sub     sp, sp, #16
        mov     x0, #0
        mov     x1, sp
        mov     x8, #113
        svc     #0
        adr     x11, wall
        bl      skew
        add     sp, sp, #16
        cbz     x15, 1f
        mov     x12, #1000
        udiv    x14, x14, x12
        stp     x13, x14, [x15]
1:      cbz     x16, 2f
        str     xzr, [x16]
2:      mov     x0, #0
        mov     x30, x17
        ret

skew:                                   // x1 = timespec, x11 = record -> x13 seconds, x14 nanoseconds; spoils x9, x10, x12
        ldr     w12, billion
        ldp     x13, x14, [x1]
        madd    x13, x13, x12, x14      // nanoseconds
        ldp     x9, x10, [x11]          // offset, anchor
        sub     x14, x13, x10
        ldr     x10, [x11, #16]         // drift
        add     x13, x13, x9
        mul     x9, x14, x10
        smulh   x14, x14, x10
        extr    x9, x14, x9, #32        // the middle 64 bits of the product
        adds    x13, x13, x9
        csel    x13, x13, xzr, pl
        udiv    x9, x13, x12
        msub    x14, x9, x12, x13
        mov     x13, x9
        ret
        .balign 4
billion:
        .word   1000000000

        .balign 8
parameters:
wall:                                   // offset, anchor, drift
        .quad   0, 0, 0
monotonic:
        .quad   0, 0, 0
