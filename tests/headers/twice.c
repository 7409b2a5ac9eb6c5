/* The header alone, and twice: compiled as C99, C11, C++11 and C++20. */
#include <zhixing.h>
#include <zhixing.h>

zx_buffer empty(void);
zx_buffer empty(void) {
    zx_buffer buffer = ZX_BUFFER_INIT;
    return buffer;
}
