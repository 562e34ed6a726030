// The compiler accepts an unknown feature name in silence. This turns a typing error in Package.swift into a build error.

#if !hasFeature(ExistentialAny)
#error("Package.swift: ExistentialAny is missing or misspelled")
#endif
#if !hasFeature(MemberImportVisibility)
#error("Package.swift: MemberImportVisibility is missing or misspelled")
#endif
#if !hasFeature(InternalImportsByDefault)
#error("Package.swift: InternalImportsByDefault is missing or misspelled")
#endif
#if !hasFeature(NonisolatedNonsendingByDefault)
#error("Package.swift: NonisolatedNonsendingByDefault is missing or misspelled")
#endif
#if !hasFeature(InferIsolatedConformances)
#error("Package.swift: InferIsolatedConformances is missing or misspelled")
#endif
