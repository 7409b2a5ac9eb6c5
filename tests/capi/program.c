/* A plain C99 program: what a caller without C++ writes, built with every warning an error. */
#include <stdio.h>
#include <string.h>
#include <zhixing.h>

static int wrong(const char *what) {
    printf("wrong: %s\n", what);
    return 1;
}

int main(void) {
    static const char params[] = "{\"as_of\": \"2023-06-01\"}";
    static const char dossier[] = "{\"number\": \"1\", \"events\": [{\"kind\": \"case.filed\", \"on\": \"2023-02-01\"}]}";
    zx_rulebook *rules = NULL;
    zx_buffer out = ZX_BUFFER_INIT;
    zx_error *error = NULL;

    if (zx_abi_version() != ZX_ABI_VERSION || strcmp(zx_version(), ZX_VERSION) != 0) return wrong("version");
    if (zx_rulebook_bundled("national", 8, &rules, &error) != ZX_OK) return wrong(zx_error_json(error));

    if (zx_review(rules, dossier, strlen(dossier), params, strlen(params), &out, &error) != ZX_OK) {
        return wrong(zx_error_json(error));
    }
    if (strstr(out.data, "\"schema\":\"zhixing.review/1\"") == NULL) return wrong("review");
    out.release(&out);

    if (zx_review(rules, "[", 1, params, strlen(params), &out, &error) != ZX_E_INPUT) return wrong("bad dossier");
    if (error == NULL || out.data != NULL || zx_error_class(error) != ZX_E_INPUT) return wrong("error");
    zx_rulebook_free(rules);
    puts(zx_error_json(error));
    zx_error_free(error);
    return 0;
}
