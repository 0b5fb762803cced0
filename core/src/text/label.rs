//! What Stripe asks for, in British English: one label for each question.
//!
//! A label is a noun phrase in the vocabulary of Stripe's form. There is no official list of labels; these are our own.
//! They stand in the order in which [`Label`] declares them, which the compiler holds them to. The files in `locales`
//! have a sentence for each as well.

use crate::account::requirement::Label;

macro_rules! wordings {
    ($($name:ident: $english:literal,)*) => {
        pub(super) const LABELS: &str = concat!($(stringify!($name), "\t", $english, "\n",)*);

        const _: () = {
            let mut next = 0;
            $(
                assert!(Label::$name as usize == next, "labels are worded in the order of their declaration");
                next += 1;
            )*
            assert!(next == Label::ALL.len(), "every label has its words");
        };
    };
}

wordings! {
    // The business
    Country: "Country of the business",
    BusinessType: "Type of business",
    BusinessName: "Registered business name",
    BusinessNameKana: "Registered business name (kana)",
    BusinessNameKanji: "Registered business name (kanji)",
    TradingName: "Trading name",
    LegalStructure: "Legal structure",
    RegistrationDate: "Date of registration",
    TaxId: "Company registration or tax number",
    TaxRegistrar: "Register the business is entered in",
    VatNumber: "VAT number",
    VatStatus: "VAT registration status",
    Pan: "PAN (India)",
    ExportLicence: "Import Export Code (India)",
    ExportPurpose: "Export purpose code (India)",
    CrossBorder: "Kinds of cross-border transaction (India)",
    BusinessAddress: "Business address",
    BusinessAddressKana: "Business address (kana)",
    BusinessAddressKanji: "Business address (kanji)",
    RegisteredAddress: "Registered address",
    AdministrativeAddress: "Administrative address",
    PrincipalPlace: "Principal place of business",
    BusinessPhone: "Business phone number",
    Industry: "Industry",
    Website: "Website",
    ProductDescription: "What the business sells",
    SupportPhone: "Phone number for customers",
    SupportEmail: "Email address for customers",
    SupportWebsite: "Support website for customers",
    SupportAddress: "Postal address for customers",
    WorkerCount: "Estimated number of workers",
    AnnualRevenue: "Annual revenue",
    MonthlyRevenue: "Estimated monthly revenue",
    MinorityOwned: "Minority-owned business designation",
    InstalmentSurvey: "Instalment Sales Act survey (Japan)",
    StatementName: "Name on customers' statements",
    StatementNameKana: "Name on customers' statements (kana)",
    StatementNameKanji: "Name on customers' statements (kanji)",
    PayoutStatementName: "Name on payout statements",
    BacsName: "Name on Bacs Direct Debit notices",
    SepaCreditor: "SEPA creditor identifier",
    PayoutSchedule: "Payout schedule",
    Branding: "Logo and brand colours",
    PaymentSettings: "Payment settings",
    BusinessDetails: "More about the business",

    // Who stands behind it
    AddRepresentative: "The person who represents the business",
    AddOwners: "The owners of the business",
    AddDirectors: "The directors of the business",
    AddExecutives: "The executives of the business",
    AddAuthoriser: "The person who authorises the account",
    AddGuardian: "The legal guardian",
    AllOwners: "Confirmation that every owner is listed",
    AllDirectors: "Confirmation that every director is listed",
    AllExecutives: "Confirmation that every executive is listed",
    OwnershipExemption: "Reason for an ownership exemption",
    AddPeople: "The people behind the business",

    // A person
    Name: "Full name",
    NameKana: "Full name (kana)",
    NameKanji: "Full name (kanji)",
    MaidenName: "Maiden name",
    OtherNames: "Other names used",
    JobTitle: "Job title",
    Role: "Role in the business",
    Shareholding: "Percentage owned",
    BirthDate: "Date of birth",
    Gender: "Gender",
    Nationality: "Nationality",
    Email: "Email address",
    Phone: "Phone number",
    HomeAddress: "Home address",
    HomeAddressKana: "Home address (kana)",
    HomeAddressKanji: "Home address (kanji)",
    PersonRegisteredAddress: "Registered address of this person",
    ContactAddress: "Contact address",
    IdNumber: "Government ID number",
    SecondIdNumber: "Second government ID number",
    SsnLast4: "Last 4 digits of the Social Security number (US)",
    PoliticalExposure: "Whether this person holds a public office",
    PhotoId: "Photo ID",
    SecondDocument: "Proof of address or a second document",
    Liveness: "Identity check with photo ID and a selfie",
    Passport: "Passport",
    Visa: "Residence visa",
    Authorisation: "Letter of authorisation",
    PersonTerms: "Acceptance of the terms by this person",
    Demographics: "Demographic questions (US)",
    PersonalDetails: "More personal details",

    // Money
    BankAccount: "Bank account for payouts",
    BankAccountNumber: "Bank account number",
    SortCode: "Sort code or routing number",
    AccountHolder: "Name of the account holder",
    AccountHolderType: "Kind of account holder",
    BankCountry: "Country of the bank account",
    Currency: "Currency",

    // Documents
    CompanyDocument: "Document that confirms the business",
    BankProof: "Proof of ownership of the bank account",
    BusinessLicence: "Business licence",
    Memorandum: "Memorandum of association",
    MinisterialDecree: "Ministerial or royal decree",
    RegistrationDocument: "Company registration document",
    TaxDocument: "Tax document",
    AddressProof: "Proof of the business address",
    RegistrationProof: "Proof of registration",
    OwnershipProof: "Proof of who owns the business",
    SupportingDocument: "Supporting document",

    // Agreements
    Terms: "Stripe services agreement",
    CardIssuingTerms: "Card issuing terms",
    FinancialAccountTerms: "Financial account terms",
    OwnershipDeclaration: "Declaration of the beneficial owners",
    DirectorshipDeclaration: "Declaration of the directors",
    RepresentativeDeclaration: "Declaration of the representative's authority",

    // Extra checks by Stripe
    RejectionAppeal: "Appeal against Stripe's decision",
    CheckAddress: "Confirmation of the business address",
    CheckBankAccount: "Confirmation of the bank account",
    CheckBusinessModel: "How the business works",
    CheckCredit: "Information for a credit review",
    CheckCustomerContact: "How customers reach the business",
    CheckDomain: "Proof that the website is yours",
    CheckFulfilment: "How and when orders are fulfilled",
    CheckIdentity: "Identity check with photo ID and a selfie",
    CheckIntellectualProperty: "Permission to sell what is sold",
    CheckBusiness: "A question about the business",
    CheckCompliance: "A question about compliance",
    CheckSupportability: "Information so that Stripe can support the business",
    CheckPublicOffice: "A question about public office",
    CheckPlatform: "A question from the platform",
    CheckProduct: "An accurate description of what is sold",
    CheckReserve: "Appeal against a reserve",
    CheckIndustry: "Licences or details for a restricted industry",
    CheckStatementName: "An accurate name on customers' statements",
    CheckWebsite: "A correct or clearer website",
    CheckUnderwriting: "Information for underwriting",
    CheckForm: "A form from Stripe",
    CheckReply: "A reply to Stripe",
    CheckOther: "A further check by Stripe",

    // Anything else
    MoreInformation: "More information for Stripe",
}
