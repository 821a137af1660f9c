/* Computes the curves of each panel. */
#include <math.h>

#include "simulation/activation_walk.h"
#include "simulation/gradient_walk.h"
#include "simulation/network_private.h"
#include "simulation/paths_private.h"
#include "simulation/random_curves.h"
#include "simulation/receiver.h"

static void gradient_step(void *walk) {
    gradient_walk_step(walk);
}

static void gradient_skip(void *walk, int64_t layer) {
    gradient_walk_skip(walk, layer);
}

static void gradient_jump(void *walk, int64_t layer) {
    gradient_walk_jump(walk, layer);
}

static void activation_step(void *walk) {
    activation_walk_step(walk);
}

static void activation_skip(void *walk, int64_t layer) {
    activation_walk_skip(walk, layer);
}

static void activation_jump(void *walk, int64_t layer) {
    activation_walk_jump(walk, layer);
}

/* The curves of random layers before that of their mean, which is that of the mean slopes. */
static bool visit_random(struct receiver *receiver, bool is_random) {
    if (!is_random) {
        return true;
    }
    bool done = random_curves_visit(receiver->random, receiver);
    receiver->curve.role = ROLE_MEAN;
    return done;
}

static bool visit_activation(struct receiver *receiver, size_t index) {
    const struct network *network = &receiver->spec->networks[index];
    struct activation_walk walk;

    if (!visit_random(receiver, network_is_random(network))) {
        return false;
    }
    activation_walk_init(&walk, network, receiver->spec->input.value);
    bool done = receiver_walk(receiver, &(struct walker){.walk = &walk,
                                                         .layer = &walk.layer,
                                                         .value = &walk.activation,
                                                         .error_bound = &walk.error_bound,
                                                         .step = activation_step,
                                                         .skip = activation_skip,
                                                         .jump = activation_jump,
                                                         .period = walk.period,
                                                         .settles = walk.settles});
    activation_walk_finish(&walk);
    return done;
}

static struct number gradient_at(void *context, int64_t layer) {
    return gradient_to_number(equal_layers_gradient(context, layer));
}

static bool visit_network_gradient(struct receiver *receiver, size_t index) {
    const struct network *network = &receiver->spec->networks[index];

    if (!visit_random(receiver, network_is_random(network))) {
        return false;
    }
    if (network_has_uniform_slope(network)) {
        struct equal_layers layers = network_equal_layers(network, 1);
        return receiver_visit(receiver, places_of_layers(false), gradient_at, &layers);
    }
    struct gradient_walk walk;
    gradient_walk_init(&walk, network);
    bool done = receiver_walk(receiver, &(struct walker){.walk = &walk,
                                                         .layer = &walk.layer,
                                                         .value = &walk.gradient,
                                                         .step = gradient_step,
                                                         .skip = gradient_skip,
                                                         .jump = gradient_jump,
                                                         .period = walk.period,
                                                         .by_modulus = true});
    gradient_walk_finish(&walk);
    return done;
}

/* The networks first, then the measured curves. */
static bool visit_gradient(struct receiver *receiver, size_t index) {
    size_t n_networks = receiver->spec->n_networks;

    if (index < n_networks) {
        return visit_network_gradient(receiver, index);
    }
    receiver->curve.role = ROLE_MEASURED;
    receiver->curve.index = index - n_networks;
    return receiver_visit_measured(receiver, &receiver->spec->measured[index - n_networks]);
}

static bool visit_line(struct receiver *receiver, enum curve_role role, struct affine line) {
    const struct real *ends = receiver->spec->geometry.x.values;
    bool done = true;

    receiver->curve.role = role;
    for (size_t i = 0; i < 2 && done; i++) {
        struct wide y = affine_at(line, wide_from_double(ends[i].value));
        done = receiver_emit(receiver, ends[i].value, wide_to_number(y));
    }
    return done;
}

/* The ends of the line of all layers are activations: its slope and intercept may cancel. */
static bool visit_composed(struct receiver *receiver, const struct network *network) {
    const struct real *ends = receiver->spec->geometry.x.values;
    bool done = true;

    receiver->curve.role = ROLE_COMPOSED;
    for (size_t i = 0; i < 2 && done; i++) {
        struct activation y = network_activation(network, ends[i].value, receiver->spec->depth);
        done = receiver_emit(receiver, ends[i].value, wide_to_number(y.value));
    }
    return done;
}

/* The identity first, then the lines of each network. */
static bool visit_geometry(struct receiver *receiver, size_t index) {
    if (index == 0) {
        return visit_line(receiver, ROLE_IDENTITY, (struct affine){.slope = wide_from_double(1)});
    }
    const struct network *network = &receiver->spec->networks[index - 1];

    receiver->curve.index = index - 1;
    if (!visit_line(receiver, ROLE_NETWORK, network_block(network, 1))) {
        return false;
    }
    if (network_has_skip(network) &&
        !visit_line(receiver, ROLE_BRANCH, network_branch(network, 1))) {
        return false;
    }
    return visit_composed(receiver, network);
}

static bool visit_sweep(struct receiver *receiver, size_t index) {
    const struct sweep *sweep = &receiver->spec->sweep;
    struct equal_layers layers = sweep_equal_layers(sweep, index);

    receiver->curve.role = ROLE_SWEEP;
    if (!visit_random(receiver, sweep->slope_sd.value > 0)) {
        return false;
    }
    return receiver_visit(receiver, places_of_layers(false), gradient_at, &layers);
}

/* The gradient of the network if it had `depth` layers. */
static struct number gradient_of_depth(void *context, int64_t depth) {
    struct network *network = context;

    network->depth = depth;
    return gradient_to_number(network_gradient(network, depth));
}

static struct number gradient_of_walk(void *context, int64_t depth) {
    struct gradient_walk *walk = context;

    gradient_walk_to(walk, depth);
    return wide_to_number(walk->gradient);
}

static bool visit_depth(struct receiver *receiver, size_t index) {
    struct network network = receiver->spec->networks[index];
    struct gradient_walk walk;

    if (network_is_random(&network)) {
        return random_curves_visit_depths(receiver);
    }
    bool are_equal = network_has_uniform_slope(&network);
    if (are_equal || !network_has_fixed_slopes(&network)) {
        return receiver_visit(receiver, places_of_depths(receiver, are_equal ? 0 : 1),
                              gradient_of_depth, &network);
    }
    gradient_walk_init(&walk, &network);
    bool done = receiver_visit(receiver, places_of_depths(receiver, 0), gradient_of_walk, &walk);
    gradient_walk_finish(&walk);
    return done;
}

static void path_step(void *walk) {
    path_walk_step(walk);
}

static void path_jump(void *walk, int64_t length) {
    path_walk_jump(walk, length);
}

/* Lengths from 0 to the depth. Layers asked for by number do not restrict them. */
static bool visit_paths(struct receiver *receiver, size_t index) {
    const struct network *network = &receiver->spec->networks[index];
    struct selection lengths = *receiver->selection;
    struct receiver of_lengths = *receiver;
    double depth = (double)receiver->spec->depth;
    struct path_walk walk;

    lengths.layers = NULL;
    of_lengths.selection = &lengths;
    if (path_walk_init(&walk, network) != PATHS_SHOWN) {
        return true;
    }
    struct path_walk start = walk;
    struct walker walker = {.walk = &walk,
                            .layer = &walk.length,
                            .value = &walk.gradient,
                            .step = path_step,
                            .jump = path_jump};
    bool done = receiver_walk_hill(&of_lengths, &walker, (struct hill){walk.mean, walk.deviation});
    if (done) {
        walk = start;
        walker.value = &walk.paths;
        of_lengths.curve.role = ROLE_PATHS;
        done = receiver_walk_hill(&of_lengths, &walker, (struct hill){depth / 2, sqrt(depth) / 2});
    }
    path_walk_finish(&walk);
    return done;
}

/* ---- the table ---- */

static size_t count_networks(const struct spec *spec) {
    return spec->n_networks;
}

static size_t count_gradients(const struct spec *spec) {
    return spec->n_networks + spec->n_measured;
}

static size_t count_lines(const struct spec *spec) {
    return 1 + spec->n_networks;
}

static size_t count_slopes(const struct spec *spec) {
    return spec->sweep.slopes.n_values;
}

/* Calls `visit` `count` times. `visit` may set the role and index of its curve, which begin as
 * ROLE_NETWORK and the given index. */
struct panel_curves {
    bool is_on_request; /* only computed for a figure that has the panel */
    size_t (*count)(const struct spec *spec);
    bool (*visit)(struct receiver *receiver, size_t index);
};

static const struct panel_curves panels[N_PANELS] = {
    [PANEL_ACTIVATION] = {false, count_networks, visit_activation},
    [PANEL_GRADIENT] = {false, count_gradients, visit_gradient},
    [PANEL_GEOMETRY] = {false, count_lines, visit_geometry},
    [PANEL_SWEEP] = {false, count_slopes, visit_sweep},
    [PANEL_PATHS] = {true, count_networks, visit_paths},
    [PANEL_DEPTH] = {true, count_networks, visit_depth},
};

static bool visit_panel(struct receiver *receiver, enum panel_kind panel) {
    const struct panel_curves *curves = &panels[panel];

    if (curves->is_on_request && !spec_has_panel(receiver->spec, panel)) {
        return true;
    }
    for (size_t i = 0; i < curves->count(receiver->spec); i++) {
        receiver->curve = (struct curve_id){panel, ROLE_NETWORK, i};
        if (!curves->visit(receiver, i)) {
            return false;
        }
    }
    return true;
}

bool series_visit(const struct spec *spec, const struct selection *selection, point_visitor *visit,
                  void *context, struct gradfig_error *error) {
    struct random_curves random = {0};
    struct receiver receiver = {
        .spec = spec,
        .random = &random,
        .selection = selection,
        .visit = visit,
        .context = context,
    };
    int panel = 0;

    while (panel < N_PANELS && visit_panel(&receiver, (enum panel_kind)panel)) {
        panel++;
    }
    random_curves_finish(&random);
    return panel == N_PANELS || error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}
