//! What Stripe can ask for, one name for each question.
//!
//! Declared in the order Stripe's form asks, which is the order of being shown. Which codes a label stands for is in the
//! catalogue; its words, by language, are in [`crate::text`].

macro_rules! labels {
    ($($name:ident,)*) => {
        /// One question Stripe may ask. The names say what it is; hosts word it by the same names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the wording of each says what it is")]
        pub enum Label { $($name,)* }

        impl Label {
            /// All of them, in the order of declaration.
            pub const ALL: &[Label] = &[$(Label::$name,)*];

            /// The name by which a locale file and a host call it.
            pub fn name(self) -> &'static str {
                match self { $(Label::$name => stringify!($name),)* }
            }
        }
    };
}

labels! {
    // The business
    Country,
    BusinessType,
    BusinessName,
    BusinessNameKana,
    BusinessNameKanji,
    TradingName,
    LegalStructure,
    RegistrationDate,
    TaxId,
    TaxRegistrar,
    VatNumber,
    VatStatus,
    Pan,
    ExportLicence,
    ExportPurpose,
    CrossBorder,
    BusinessAddress,
    BusinessAddressKana,
    BusinessAddressKanji,
    RegisteredAddress,
    AdministrativeAddress,
    PrincipalPlace,
    BusinessPhone,
    Industry,
    Website,
    ProductDescription,
    SupportPhone,
    SupportEmail,
    SupportWebsite,
    SupportAddress,
    WorkerCount,
    AnnualRevenue,
    MonthlyRevenue,
    MinorityOwned,
    InstalmentSurvey,
    StatementName,
    StatementNameKana,
    StatementNameKanji,
    PayoutStatementName,
    BacsName,
    SepaCreditor,
    PayoutSchedule,
    Branding,
    PaymentSettings,
    BusinessDetails,

    // Who stands behind it
    AddRepresentative,
    AddOwners,
    AddDirectors,
    AddExecutives,
    AddAuthoriser,
    AddGuardian,
    AllOwners,
    AllDirectors,
    AllExecutives,
    OwnershipExemption,
    AddPeople,

    // A person
    Name,
    NameKana,
    NameKanji,
    MaidenName,
    OtherNames,
    JobTitle,
    Role,
    Shareholding,
    BirthDate,
    Gender,
    Nationality,
    Email,
    Phone,
    HomeAddress,
    HomeAddressKana,
    HomeAddressKanji,
    PersonRegisteredAddress,
    ContactAddress,
    IdNumber,
    SecondIdNumber,
    SsnLast4,
    PoliticalExposure,
    PhotoId,
    SecondDocument,
    Liveness,
    Passport,
    Visa,
    Authorisation,
    PersonTerms,
    Demographics,
    PersonalDetails,

    // Money
    BankAccount,
    BankAccountNumber,
    SortCode,
    AccountHolder,
    AccountHolderType,
    BankCountry,
    Currency,

    // Documents
    CompanyDocument,
    BankProof,
    BusinessLicence,
    Memorandum,
    MinisterialDecree,
    RegistrationDocument,
    TaxDocument,
    AddressProof,
    RegistrationProof,
    OwnershipProof,
    SupportingDocument,

    // Agreements
    Terms,
    CardIssuingTerms,
    FinancialAccountTerms,
    OwnershipDeclaration,
    DirectorshipDeclaration,
    RepresentativeDeclaration,

    // Extra checks by Stripe
    RejectionAppeal,
    CheckAddress,
    CheckBankAccount,
    CheckBusinessModel,
    CheckCredit,
    CheckCustomerContact,
    CheckDomain,
    CheckFulfilment,
    CheckIdentity,
    CheckIntellectualProperty,
    CheckBusiness,
    CheckCompliance,
    CheckSupportability,
    CheckPublicOffice,
    CheckPlatform,
    CheckProduct,
    CheckReserve,
    CheckIndustry,
    CheckStatementName,
    CheckWebsite,
    CheckUnderwriting,
    CheckForm,
    CheckReply,
    CheckOther,

    // Anything else
    MoreInformation,
}
