/* Reviews one dossier on a day and prints the review, a JSON document. */
#include <stdio.h>
#include <string.h>
#include <zhixing.h>

static const char dossier[] =
    "{\"schema\": \"zhixing.dossier/1\", \"number\": \"（2023）豫1325执123号\", \"kind\": \"enforcement\","
    " \"parties\": [{\"id\": \"p1\", \"role\": \"applicant\", \"kind\": \"natural\", \"name\": \"张某\"},"
    "               {\"id\": \"p2\", \"role\": \"respondent\", \"kind\": \"legal\", \"name\": \"某某公司\"}],"
    " \"events\": [{\"id\": \"e1\", \"kind\": \"application.received\", \"on\": \"2023-02-01\"},"
    "              {\"id\": \"e2\", \"kind\": \"case.filed\", \"on\": \"2023-02-06\"},"
    "              {\"id\": \"e3\", \"kind\": \"notice.issued\", \"on\": \"2023-02-20\", \"party\": \"p2\"}]}";
static const char params[] = "{\"as_of\": \"2023-06-01\"}";

int main(void) {
    zx_rulebook *rules = NULL;
    zx_buffer review = ZX_BUFFER_INIT;
    zx_error *error = NULL;
    int failed = zx_rulebook_bundled("neixiang", strlen("neixiang"), &rules, &error) != ZX_OK ||
                 zx_review(rules, dossier, strlen(dossier), params, strlen(params), &review, &error) != ZX_OK;
    if (failed) {
        fprintf(stderr, "%s\n", zx_error_json(error));
    } else {
        printf("%s\n", review.data);
    }
    zx_buffer_release(&review);
    zx_error_free(error);
    zx_rulebook_free(rules);
    return failed;
}
