/* Finds the code blocks in pandoc's syntax tree and puts images in their place. */
#include "documents/pandoc_document.h"

#include <string.h>

#include <glib.h>

#include "base/json.h"
#include "base/user_text.h"

static const char block_class[] = "gradfig";

/* A block and its place in the tree. */
struct block_place {
    json_t *parent; /* the list that holds the block, borrowed from the tree */
    size_t position;
    struct pandoc_block block;
};

struct pandoc_document {
    json_t *root;
    bool has_figures; /* pandoc 3 and later have an element for them */
    GArray *places;   /* struct block_place */
};

/* ---- reading ---- */

static bool refuse_json(const json_error_t *fault, struct gradfig_error *error) {
    g_autofree char *text = text_escape(fault->text);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "standard input:%d:%d: expected a document in pandoc's JSON: %s",
                     MAX(fault->line, 1), MAX(fault->column, 1), text);
}

/* NULL with `error` if the JSON is no document of pandoc 1.18 or later. */
static json_t *read_root(const struct bytes *json, struct gradfig_error *error) {
    json_error_t fault;
    json_t *root = json_loadb(json->data, json->n, JSON_ALLOW_NUL, &fault);

    if (root == NULL) {
        refuse_json(&fault, error);
        return NULL;
    }
    if (!json_is_array(json_object_get(root, "pandoc-api-version")) ||
        !json_is_array(json_object_get(root, "blocks"))) {
        json_decref(root);
        error_set(error, GRADFIG_INVALID_INPUT,
                  "standard input: expected a document in pandoc's JSON, with "
                  "\"pandoc-api-version\" and \"blocks\"");
        return NULL;
    }
    return root;
}

/* A text without NUL, or NULL. */
static const char *text_of(const json_t *value) {
    const char *text = json_string_value(value);

    return text != NULL && strlen(text) == json_string_length(value) ? text : NULL;
}

static bool is_block_class(const json_t *class) {
    const char *text = text_of(class);

    return text != NULL && strcmp(text, block_class) == 0;
}

static bool has_block_class(const json_t *classes) {
    size_t i;
    json_t *class;

    json_array_foreach(classes, i, class) {
        if (is_block_class(class)) {
            return true;
        }
    }
    return false;
}

const char *const pandoc_attributes[] = {
    [PANDOC_FILE] = "file",       [PANDOC_PAIR] = "pair",       [PANDOC_ALT] = "alt",
    [PANDOC_CAPTION] = "caption", [PANDOC_WIDTH] = "width",     [PANDOC_HEIGHT] = "height",
    [PANDOC_STYLE] = "style",     [N_PANDOC_ATTRIBUTES] = NULL,
};

/* N_PANDOC_ATTRIBUTES of any other. */
static enum pandoc_attribute find_attribute(const char *key) {
    int i = 0;

    while (i < N_PANDOC_ATTRIBUTES && g_strcmp0(pandoc_attributes[i], key) != 0) {
        i++;
    }
    return (enum pandoc_attribute)i;
}

/* Whether images have such an attribute: those of HTML, of pandoc and of Quarto. */
static bool is_of_images(const char *key) {
    static const char *const prefixes[] = {"aria-", "data-", "fig-"};
    static const char *const keys[] = {"align", "class", "decoding", "dir",      "fetchpriority",
                                       "group", "id",    "lang",     "lightbox", "loading",
                                       "role",  "sizes", "srcset",   "title",    "valign"};
    bool is = strchr(key, ':') != NULL; /* "xml:lang" */

    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        is = is || g_str_has_prefix(key, prefixes[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        is = is || strcmp(key, keys[i]) == 0;
    }
    return is;
}

/* False if the attributes are not pairs of texts. */
static bool read_attributes(struct pandoc_block *block, const json_t *attributes) {
    size_t i;
    json_t *attribute;

    json_array_foreach(attributes, i, attribute) {
        const char *key = text_of(json_array_get(attribute, 0));
        const char *value = text_of(json_array_get(attribute, 1));
        if (key == NULL || value == NULL) {
            return false;
        }
        enum pandoc_attribute found = find_attribute(key);
        if (found < N_PANDOC_FIELDS) {
            block->values[found] = value;
        }
        block->has_size =
            block->has_size || (found >= N_PANDOC_FIELDS && found < N_PANDOC_ATTRIBUTES);
    }
    return json_is_array(attributes);
}

/* Whether the element is a code block of our class: [[id, classes, attributes], text]. */
static bool read_block(struct pandoc_block *block, const json_t *element) {
    const char *type = text_of(json_object_get(element, "t"));
    const json_t *content = json_object_get(element, "c");
    const json_t *names = json_array_get(content, 0);
    const json_t *text = json_array_get(content, 1);

    if (type == NULL || strcmp(type, "CodeBlock") != 0 ||
        !has_block_class(json_array_get(names, 1))) {
        return false;
    }
    *block = (struct pandoc_block){
        .id = text_of(json_array_get(names, 0)),
        .text = json_string_value(text),
        .n_text = json_string_length(text),
    };
    return block->id != NULL && block->text != NULL &&
           read_attributes(block, json_array_get(names, 2));
}

static void find_blocks(GArray *places, json_t *value) {
    struct block_place place = {.parent = value};
    size_t i;
    json_t *item;
    const char *key;

    json_array_foreach(value, i, item) {
        if (read_block(&place.block, item)) {
            place.position = i;
            g_array_append_val(places, place);
        } else {
            find_blocks(places, item);
        }
    }
    json_object_foreach(value, key, item) {
        find_blocks(places, item);
    }
}

static bool has_figures(const json_t *root) {
    const json_t *version = json_object_get(root, "pandoc-api-version");
    json_int_t major = json_integer_value(json_array_get(version, 0));

    return major > 1 || (major == 1 && json_integer_value(json_array_get(version, 1)) >= 23);
}

struct pandoc_document *pandoc_document_read(const struct bytes *json,
                                             struct gradfig_error *error) {
    json_t *root = read_root(json, error);

    if (root == NULL) {
        return NULL;
    }
    struct pandoc_document *document = g_new(struct pandoc_document, 1);
    *document = (struct pandoc_document){root, has_figures(root),
                                         g_array_new(FALSE, FALSE, sizeof(struct block_place))};
    find_blocks(document->places, root);
    return document;
}

void pandoc_document_destroy(struct pandoc_document *document) {
    if (document != NULL) {
        json_decref(document->root);
        g_array_free(document->places, TRUE);
        g_free(document);
    }
}

size_t pandoc_document_n_blocks(const struct pandoc_document *document) {
    return document->places->len;
}

static struct block_place *place_at(const struct pandoc_document *document, size_t i) {
    return &g_array_index(document->places, struct block_place, i);
}

const struct pandoc_block *pandoc_document_block(const struct pandoc_document *document, size_t i) {
    return &place_at(document, i)->block;
}

/* [id, classes, attributes] of the block that is at a place. */
static const json_t *names_at(const struct block_place *place) {
    const json_t *code = json_array_get(place->parent, place->position);

    return json_array_get(json_object_get(code, "c"), 0);
}

GPtrArray *pandoc_document_unknown(const struct pandoc_document *document, size_t i) {
    GPtrArray *unknown = g_ptr_array_new_with_free_func(g_free);
    size_t k;
    json_t *attribute;

    json_array_foreach(json_array_get(names_at(place_at(document, i)), 2), k, attribute) {
        const char *key = json_string_value(json_array_get(attribute, 0));
        if (find_attribute(key) == N_PANDOC_ATTRIBUTES && !is_of_images(key)) {
            g_ptr_array_add(unknown, g_strdup(key));
        }
    }
    return unknown;
}

/* ---- images ---- */

static json_t *make_element(const char *type, json_t *content) {
    return json_pack("{s:s, s:o}", "t", type, "c", content);
}

/* Words and the spaces between them, so that the lines of a document can break there. */
static json_t *make_words(const char *text) {
    json_t *words = json_array();
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (part != parts) {
            json_append(&words, json_pack("{s:s}", "t", "Space"));
        }
        if (**part != '\0') {
            json_append(&words, make_element("Str", json_string(*part)));
        }
    }
    return words;
}

static void add_attribute(json_t **attributes, const char *key, const char *value) {
    if (value != NULL) {
        json_append(attributes, json_pack("[s, s]", key, value));
    }
}

/* What the image keeps of the attributes of its block, and its size. */
static json_t *make_attributes(const json_t *of_block, const struct pandoc_image *image) {
    json_t *attributes = json_array();
    size_t i;
    json_t *attribute;

    json_array_foreach(of_block, i, attribute) {
        if (find_attribute(text_of(json_array_get(attribute, 0))) >= N_PANDOC_FIELDS) {
            json_append(&attributes, json_incref(attribute));
        }
    }
    add_attribute(&attributes, "width", image->width);
    add_attribute(&attributes, "height", image->height);
    add_attribute(&attributes, "style", image->style);
    return attributes;
}

static json_t *make_classes(const json_t *of_block) {
    json_t *classes = json_array();
    size_t i;
    json_t *class;

    json_array_foreach(of_block, i, class) {
        if (!is_block_class(class)) {
            json_append(&classes, json_incref(class));
        }
    }
    return classes;
}

/* What an image is to pandoc. */
enum role {
    ROLE_IMAGE,     /* of a paragraph */
    ROLE_CAPTIONED, /* before pandoc 3: alone in its paragraph, with a caption in place of its text
                     */
    ROLE_OF_FIGURE, /* since pandoc 3: in an element that has the identifier and the caption */
};

/* [[id, classes, attributes], alt text, [path, title]] */
static json_t *make_image(const json_t *names, const struct pandoc_image *image, enum role role) {
    bool has_caption = role == ROLE_CAPTIONED;
    json_t *attributes = make_attributes(json_array_get(names, 2), image);

    add_attribute(&attributes, "alt", has_caption ? image->alt : NULL);
    return make_element(
        "Image",
        json_pack("[[o, o, o], o, [s, s]]",
                  role == ROLE_OF_FIGURE ? json_string("") : json_incref(json_array_get(names, 0)),
                  make_classes(json_array_get(names, 1)), attributes,
                  make_words(has_caption ? image->caption : image->alt), image->path,
                  has_caption ? "fig:" : ""));
}

static json_t *make_html(const char *type, const char *html) {
    return make_element(type, json_pack("[s, s]", "html", html));
}

/* The dark figure stands in HTML around the image, which stays one that pandoc knows. */
static json_t *make_inlines(const json_t *names, const struct pandoc_image *image, enum role role) {
    if (image->dark == NULL) {
        return json_pack("[o]", make_image(names, image, role));
    }
    g_autofree char *begin = g_markup_printf_escaped(
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">", image->dark);
    return json_pack("[o, o, o]", make_html("RawInline", begin), make_image(names, image, role),
                     make_html("RawInline", "</picture>"));
}

static json_t *make_plain(json_t *inlines) {
    return make_element("Plain", inlines);
}

/* [[id, classes, attributes], [short caption, caption], content] */
static json_t *make_figure(const json_t *names, const struct pandoc_image *image) {
    return make_element("Figure",
                        json_pack("[[O, [], []], [n, [o]], [o]]", json_array_get(names, 0),
                                  make_plain(make_words(image->caption)),
                                  make_plain(make_inlines(names, image, ROLE_OF_FIGURE))));
}

/* Before pandoc 3, a figure of more than an image can only be written in HTML. */
static json_t *make_html_figure(const json_t *names, const struct pandoc_image *image) {
    return make_element("Div", json_pack("[[s, [], []], [o, o, o, o, o]]", "",
                                         make_html("RawBlock", "<figure>"),
                                         make_plain(make_inlines(names, image, ROLE_IMAGE)),
                                         make_html("RawBlock", "<figcaption>"),
                                         make_plain(make_words(image->caption)),
                                         make_html("RawBlock", "</figcaption></figure>")));
}

static json_t *make_block(const struct pandoc_document *document, const json_t *names,
                          const struct pandoc_image *image) {
    if (image->caption != NULL && document->has_figures) {
        return make_figure(names, image);
    }
    if (image->caption != NULL && image->dark != NULL) {
        return make_html_figure(names, image);
    }
    enum role role = image->caption != NULL ? ROLE_CAPTIONED : ROLE_IMAGE;
    return make_element("Para", make_inlines(names, image, role));
}

bool pandoc_document_replace(struct pandoc_document *document, size_t i,
                             const struct pandoc_image *image, struct gradfig_error *error) {
    const struct block_place *place = place_at(document, i);
    json_t *block = make_block(document, names_at(place), image);

    return json_array_set_new(place->parent, place->position, block) == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "block %zu: cannot write the image as JSON",
                     i + 1);
}

/* ---- writing ---- */

char *pandoc_document_write(const struct pandoc_document *document, struct gradfig_error *error) {
    return json_write(document->root, JSON_COMPACT, error);
}
