package io.tertulia.room.people;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the recorder before all controllers. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration implements WebMvcConfigurer {

    private final CallerRecorder recorder;

    PeopleConfiguration(CallerRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(recorder).addPathPatterns("/api/**", "/internal/**");
    }
}
