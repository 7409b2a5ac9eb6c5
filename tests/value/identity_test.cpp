#include "zhixing/identity.hpp"

#include "expect_error.hpp"

namespace zhixing {
namespace {

using testing::caught;

IdentityError refused(const std::string& text) {
    return caught<IdentityError>([&] { (void)Identity::parse(text); });
}

struct Refused {
    const char* number;
    const char* code;
    const char* places;
};

void expect_refused(const Refused& wrong) {
    const IdentityError error = refused(wrong.number);
    EXPECT_EQ(error.code(), wrong.code) << wrong.number;
    EXPECT_EQ(error.place().pointer, wrong.places) << wrong.number;
}

TEST(Identity, ReadsTheSampleOfTheStandard) {
    const Identity person = Identity::parse("11010519491231002X");
    EXPECT_EQ(person.kind, IdentityKind::resident);
    EXPECT_EQ(person.number, "11010519491231002X");
    EXPECT_EQ(person.birth, make_date(1949, 12, 31));
    EXPECT_EQ(person.female, true);
    EXPECT_EQ(person.division, "110105");
    EXPECT_TRUE(person.warnings.empty());
    EXPECT_EQ(person.to_18(), person.number);
}

TEST(Identity, TellsTheSexByTheSequence) {
    EXPECT_EQ(Identity::parse("411325190001010018").female, false);
    EXPECT_EQ(Identity::parse("411325190001010026").female, true);
    EXPECT_EQ(Identity::parse("411325190001010034").female, false);
}

TEST(Identity, SaysWhichPartOfAPersonsNumberIsWrong) {
    for (const Refused& wrong : {Refused{"411325190001010019", "identity.checksum", "18"},
                                 {"11010519491231002A", "identity.checksum", "18"},  // read as a USCC
                                 {"110105194912310021", "identity.checksum", "18"},
                                 {"411325190002290015", "identity.date", "7-14"},
                                 {"411325190013010010", "identity.date", "7-14"},
                                 {"411325189912310010", "identity.date", "7-14"},
                                 {"011325190001010013", "identity.division", "1-6"},
                                 {"471325190001010010", "identity.division", "1-6"},
                                 {"810001190001010014", "identity.division", "1-6"},
                                 {"41132519O001010018", "identity.alphabet", "9"},
                                 {"4113251900****0018", "identity.alphabet", "11"},
                                 {"41132519000101001十", "identity.alphabet", "18"}}) {
        expect_refused(wrong);
    }
}

TEST(Identity, NamesTheExpectedCheckButNotTheNumber) {
    const IdentityError error = refused("411325190001010019");
    EXPECT_NE(error.message().en.find("expected 8"), std::string::npos);
    EXPECT_EQ(error.message().en.find("4113251900"), std::string::npos);
    EXPECT_EQ(error.message().zh.find("4113251900"), std::string::npos);
}

TEST(Identity, AnySingleWrongDigitOfAPersonsNumberIsFound) {
    const std::string good = "411325190001010018";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (char c = '0'; c <= '9'; ++c) {
            std::string text = good;
            text[at] = c;
            if (text != good) {
                EXPECT_THROW((void)Identity::parse(text), IdentityError) << text;
            }
        }
    }
}

TEST(Identity, LengthIsChecked) {
    for (const char* text :
         {"", " ", "1", "12345678", "1234567890", "41132519000101001", "4113251900010100180"}) {
        EXPECT_EQ(refused(text).code(), "identity.length") << text;
    }
    EXPECT_EQ(refused(std::string(100'000, '1')).code(), "identity.length");
}

TEST(Identity, NormalisesTheWriting) {
    EXPECT_EQ(Identity::parse(" 110105 19491231 002x ").number, "11010519491231002X");
    EXPECT_EQ(Identity::parse("４１１３２５１９０００１０１００１８").number, "411325190001010018");
    EXPECT_EQ(Identity::parse("91350100m000100y43").number, "91350100M000100Y43");
}

TEST(Identity, ReadsOldNumbersOf15Places) {
    const Identity person = Identity::parse("411325000101001");
    EXPECT_EQ(person.kind, IdentityKind::resident_old);
    EXPECT_EQ(person.number, "411325000101001");
    EXPECT_EQ(person.to_18(), "411325190001010018");
    EXPECT_EQ(person.birth, make_date(1900, 1, 1));
    EXPECT_EQ(person.female, false);
    EXPECT_EQ(person.division, "411325");
    for (const Refused& wrong : {Refused{"411325000229001", "identity.date", "7-12"},
                                 {"411325001301001", "identity.date", "7-12"},
                                 {"001325000101001", "identity.division", "1-6"},
                                 {"41132500010100X", "identity.alphabet", "15"},
                                 {"4113250001O1001", "identity.alphabet", "11"}}) {
        expect_refused(wrong);
    }
}

TEST(Identity, ReadsResidencePermits) {
    for (const char* number : {"810000190001010018", "820000190001010028", "830000190001010038"}) {
        const Identity person = Identity::parse(number);
        EXPECT_EQ(person.kind, IdentityKind::residence_permit);
        EXPECT_EQ(person.birth, make_date(1900, 1, 1));
        EXPECT_EQ(person.division, std::string{number}.substr(0, 6));
    }
    expect_refused({"810000190001010019", "identity.checksum", "18"});
}

TEST(Identity, ReadsPermanentResidenceCards) {
    const Identity person = Identity::parse("91115619000101001X");
    EXPECT_EQ(person.kind, IdentityKind::permanent_residence);
    EXPECT_EQ(person.birth, make_date(1900, 1, 1));
    EXPECT_EQ(person.female, false);
    EXPECT_EQ(person.division, "");
    expect_refused({"911156190001010010", "identity.checksum", "18"});

    const Identity older = Identity::parse("usa110000010101");
    EXPECT_EQ(older.kind, IdentityKind::permanent_residence);
    EXPECT_EQ(older.number, "USA110000010101");
    EXPECT_FALSE(older.birth);
    EXPECT_EQ(older.to_18(), older.number);
    EXPECT_EQ(older.warnings, std::vector<std::string>{"permanent_residence.unchecked"});
    expect_refused({"US1110000010101", "identity.alphabet", "3"});
    expect_refused({"USAA10000010101", "identity.alphabet", "4"});
    expect_refused({"USA11000001010A", "identity.alphabet", "15"});
    expect_refused({"ABCDEFGHJKLMNPQ", "identity.alphabet", "4"});
}

TEST(Identity, ReadsSocialCreditCodes) {
    for (const char* number : {"91350100M000100Y43", "91411325MA3X000107", "1141132500598765XM"}) {
        const Identity organisation = Identity::parse(number);
        EXPECT_EQ(organisation.kind, IdentityKind::uscc) << number;
        EXPECT_EQ(organisation.organisation_code, std::string{number}.substr(8, 9));
        EXPECT_EQ(organisation.division, std::string{number}.substr(2, 6));
        EXPECT_FALSE(organisation.birth);
        EXPECT_FALSE(organisation.female);
        EXPECT_TRUE(organisation.warnings.empty()) << number;
    }
}

TEST(Identity, ReadsSocialCreditCodesWithoutLetters) {
    for (const char* number : {"914113250010001178", "914113250010004166", "121000004000000502"}) {
        EXPECT_EQ(Identity::parse(number).kind, IdentityKind::uscc) << number;
        EXPECT_TRUE(Identity::parse(number).warnings.empty()) << number;
    }
    // No date stands in 7-14 and a 9 at the front: an enterprise with a slip, not a person.
    EXPECT_NE(refused("914113250010001179").message().en.find("social credit"), std::string::npos);
    // A valid resident number that would do as a USCC too is a person's.
    EXPECT_EQ(Identity::parse("110101190001014699").kind, IdentityKind::resident);
}

TEST(Identity, AFailingInnerCodeIsAWarning) {
    const Identity organisation = Identity::parse("91411325MA3X00011A");
    EXPECT_EQ(organisation.kind, IdentityKind::uscc);
    EXPECT_EQ(organisation.warnings, std::vector<std::string>{"uscc.inner_code"});
}

TEST(Identity, AnAuthorityOutsideGb2260IsAWarning) {
    EXPECT_EQ(Identity::parse("1199000000010001XT").warnings, std::vector<std::string>{"uscc.division"});
}

TEST(Identity, SaysWhichPartOfASocialCreditCodeIsWrong) {
    expect_refused({"91350100M000100Y42", "identity.checksum", "18"});
    expect_refused({"9135010AM000100Y43", "identity.division", "3-8"});
    for (const char letter : std::string{"IOSVZ"}) {
        std::string number = "91350100M000100Y43";
        number[8] = letter;
        const IdentityError error = refused(number);
        EXPECT_EQ(error.code(), "identity.alphabet") << number;
        EXPECT_EQ(error.place().pointer, "9") << number;
    }
}

TEST(Identity, AnySingleWrongCharacterOfASocialCreditCodeIsFound) {
    const std::string good = "91350100M000100Y43";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const char c : std::string{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
            std::string text = good;
            text[at] = c;
            if (text != good) {
                EXPECT_THROW((void)Identity::parse(text), IdentityError) << text;
            }
        }
    }
}

TEST(Identity, ReadsOrganisationCodes) {
    for (const char* text : {"M000100Y4", "M000100Y-4", "00598765X", "00598765-x", "MA3X00010"}) {
        const Identity organisation = Identity::parse(text);
        EXPECT_EQ(organisation.kind, IdentityKind::organisation) << text;
        EXPECT_EQ(organisation.number.size(), 9U);
        EXPECT_EQ(organisation.organisation_code, organisation.number);
    }
    expect_refused({"M000100Y5", "identity.checksum", "9"});
    expect_refused({"M000100YA", "identity.alphabet", "9"});
}

TEST(Identity, BytesThatAreNoTextAreRefused) {
    EXPECT_EQ(refused("\xff\xfe").code(), "identity.alphabet");
    EXPECT_EQ(refused(std::string{"41132519000101001\0", 18}).code(), "identity.alphabet");
}

TEST(Identity, KindsHaveWords) {
    EXPECT_EQ(to_string(IdentityKind::resident), "resident");
    EXPECT_EQ(to_string(IdentityKind::resident_old), "resident_old");
    EXPECT_EQ(to_string(IdentityKind::residence_permit), "residence_permit");
    EXPECT_EQ(to_string(IdentityKind::permanent_residence), "permanent_residence");
    EXPECT_EQ(to_string(IdentityKind::uscc), "uscc");
    EXPECT_EQ(to_string(IdentityKind::organisation), "organisation");
}

TEST(Identity, EveryPersonsNumberMadeFromADayIsReadBack) {
    int valid = 0;
    for (Date day = kFirstDate; day < kFirstDate + date::days{40'000}; day += date::days{37}) {
        std::string digits = "411325";
        for (const char c : to_string(day)) {
            if (c != '-') digits += c;
        }
        digits += "001";
        for (const char c : std::string{"0123456789X"}) {
            try {
                const Identity person = Identity::parse(digits + c);
                EXPECT_EQ(person.birth, day);
                ++valid;
            } catch (const IdentityError&) {
                continue;
            }
        }
    }
    EXPECT_EQ(valid, 40'000 / 37 + 1);  // exactly one check character fits a day
}

}  // namespace
}  // namespace zhixing
