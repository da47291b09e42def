package dev.rendezvous.etcd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs the program etcd. Without it the tests are skipped, or fail where {@code RDZV_REQUIRE_ETCD} is 1. */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EtcdCondition.class)
@interface RequiresEtcd {}
