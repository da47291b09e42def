package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.B",
                "com.acme.Backend",
                "com.acme.Outer$Inner",
                "com.acme._",
                "com.acme.$1",
                "com.acme.Ключ",
                "集合.é1",
                "com.acme.\ud835\udc9clpha"
            })
    void namesOfClassesInPackagesAreLegal(String name) {
        assertThat(BinaryName.isLegal(name)).isTrue();
        assertThat(BinaryName.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Backend", "Outer$Inner", "_", "Ключ"})
    void aClassOfTheUnnamedPackageIsIllegal(String name) {
        assertThat(BinaryName.isLegal(name)).isFalse();
        assertThat(BinaryName.problemWith(name))
                .contains("is in no package; expected a class of a named package, such as com.acme.TestBackend");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "com.",
                ".com",
                "com..acme",
                "com.acme.",
                "com.1acme.A",
                "com.acme.A ",
                " com.acme.A",
                "com.acme.A B",
                "com/acme/A",
                "com.acme.A[]",
                "[Lcom.acme.A;",
                "com.acme.A.class()",
                "com.acme.A<B>",
                "com.acme.A-B",
                "com.acme.package-info",
                "com.acme.A\u0000",
                "com.acme.A\n",
                "com.ac\u200bme.A",
                "com.acme.A\u202e",
                "com.acme.A\u00ad",
                "\ufeffcom.acme.A",
                "com.acme.A\ud835",
                "com.acme.\udc9cA",
                "com\uff0eacme.A"
            })
    void otherTextIsIllegal(String name) {
        assertThat(BinaryName.isLegal(name)).isFalse();
        assertThat(BinaryName.problemWith(name))
                .contains("is not a class name; expected one such as com.acme.TestBackend");
    }
}
