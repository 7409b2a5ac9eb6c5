/* Asks why a rule fired on a dossier, and prints the answer, a JSON document. */
#include <stdio.h>
#include <string.h>
#include <zhixing.h>

/* Facts of a published ruling: the court closed the case for want of property after 56 days.
 * `covers`: of these the record is complete; elsewhere silence proves nothing. */
static const char dossier[] =
    "{\"schema\": \"zhixing.dossier/1\", \"number\": \"（2020）豫0192执2437号\", \"kind\": \"enforcement\","
    " \"covers\": [\"notice\", \"report\"],"
    " \"parties\": [{\"id\": \"p1\", \"role\": \"applicant\", \"kind\": \"natural\", \"name\": \"谷某甲\"},"
    "               {\"id\": \"p2\", \"role\": \"respondent\", \"kind\": \"natural\", \"name\": \"谷某乙\"}],"
    " \"claims\": [{\"id\": \"c1\", \"creditor\": \"p1\", \"debtors\": [\"p2\"], \"kind\": \"money\","
    "               \"principal\": \"400000.00\"}],"
    " \"events\": [{\"id\": \"e1\", \"kind\": \"application.received\", \"on\": \"2020-11-30\"},"
    "              {\"id\": \"e2\", \"kind\": \"notice.issued\", \"on\": \"2020-11-30\", \"party\": \"p2\"},"
    "              {\"id\": \"e3\", \"kind\": \"closure.terminated\", \"on\": \"2021-01-25\"}]}";
static const char params[] = "{\"rule\": \"termination.wait\", \"as_of\": \"2021-03-01\"}";

int main(void) {
    zx_rulebook *rules = NULL;
    zx_buffer answer = ZX_BUFFER_INIT;
    zx_error *error = NULL;
    int failed = zx_rulebook_bundled("neixiang", strlen("neixiang"), &rules, &error) != ZX_OK ||
                 zx_why(rules, dossier, strlen(dossier), params, strlen(params), &answer, &error) != ZX_OK;
    if (failed) {
        fprintf(stderr, "%s\n", zx_error_json(error));
    } else {
        printf("%s\n", answer.data);
    }
    zx_buffer_release(&answer);
    zx_error_free(error);
    zx_rulebook_free(rules);
    return failed;
}
