package io.schism.results.page;

import com.samskivert.mustache.Mustache;
import java.io.StringReader;

/** Fills a template from the resources; every value is escaped. A name that the model lacks is an error, never an empty place. */
public final class Template {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(Resource.own(name + ".mustache")));

    private Template() {}

    /** The filled template. */
    public static String fill(String name, Object model) {
        return COMPILER.compile(Resource.own(name + ".mustache")).execute(model);
    }
}
