/* Walks down the layers that many quantities share. */
#include "simulation/shared_walks.h"

#include <stdlib.h>

#include <glib.h>

#include "simulation/gradient_walk.h"

struct request {
    struct walk_request wanted;
    struct walked walked;
};

struct shared_walks {
    GArray *requests; /* struct request; sorted by shared_walks_count */
};

struct shared_walks *shared_walks_create(void) {
    struct shared_walks *walks = g_new(struct shared_walks, 1);

    walks->requests = g_array_new(FALSE, FALSE, sizeof(struct request));
    return walks;
}

void shared_walks_destroy(struct shared_walks *walks) {
    g_array_free(walks->requests, TRUE);
    g_free(walks);
}

bool shared_walks_serve(const struct network *network) {
    return network_is_random(network) || network_slope_period(network) > network->depth;
}

void shared_walks_add(struct shared_walks *walks, struct walk_request wanted) {
    const struct request request = {.wanted = wanted};

    if (wanted.of_activation || shared_walks_serve(&wanted.random.network)) {
        g_array_append_val(walks->requests, request);
    }
}

/* ---- order ---- */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* 0 if one walk serves both. */
static int compare_walks(const struct walk_request *a, const struct walk_request *b) {
    int order = network_compare(&a->random.network, &b->random.network);
    bool is_random = network_is_random(&a->random.network);
    bool has_activation = is_random || a->of_activation || b->of_activation;
    const int orders[] = {
        is_random ? 0 : COMPARE(a->of_activation, b->of_activation),
        has_activation ? COMPARE(a->random.input, b->random.input) : 0,
        is_random ? COMPARE(a->random.draws.seed, b->random.draws.seed) : 0,
        is_random ? COMPARE(a->random.draws.stream, b->random.draws.stream) : 0,
        is_random ? COMPARE(a->random.n_samples, b->random.n_samples) : 0,
    };

    for (size_t i = 0; i < G_N_ELEMENTS(orders) && order == 0; i++) {
        order = orders[i];
    }
    return order;
}

static int compare_requests(const void *left, const void *right) {
    const struct walk_request *a = &((const struct request *)left)->wanted;
    const struct walk_request *b = &((const struct request *)right)->wanted;
    int order = compare_walks(a, b);

    return order != 0 ? order : COMPARE(a->layer, b->layer);
}

static struct request *request_at(const struct shared_walks *walks, guint i) {
    return &g_array_index(walks->requests, struct request, i);
}

/* The requests from the first one on that its walk serves. */
static guint count_served(const struct shared_walks *walks, guint first) {
    guint i = first + 1;

    while (i < walks->requests->len &&
           compare_walks(&request_at(walks, first)->wanted, &request_at(walks, i)->wanted) == 0) {
        i++;
    }
    return i - first;
}

int64_t shared_walks_count(struct shared_walks *walks) {
    int64_t n_layers = 0;
    guint n;

    g_array_sort(walks->requests, compare_requests);
    for (guint i = 0; i < walks->requests->len; i += n) {
        n = count_served(walks, i);
        const struct walk_request *last = &request_at(walks, i + n - 1)->wanted;
        bool is_random = network_is_random(&last->random.network);
        n_layers += last->layer * (is_random ? (int64_t)last->random.n_samples : 1);
    }
    return n_layers;
}

/* ---- walks ---- */

static bool walk_samples(struct request *requests, guint n, stop_flag *stop) {
    g_autofree int64_t *layers = g_new(int64_t, n);
    g_autofree struct sample_point *points = g_new0(struct sample_point, n);

    for (guint i = 0; i < n; i++) {
        layers[i] = requests[i].wanted.layer;
    }
    bool done = samples_walk(&requests[0].wanted.random, layers, n, stop, points, NULL);
    for (guint i = 0; i < n; i++) {
        requests[i].walked.point = points[i];
    }
    return done;
}

static bool walk_gradient(struct request *requests, guint n, stop_flag *stop) {
    const struct network *network = &requests[0].wanted.random.network;
    struct gradient_walk walk;
    double rounding = 0;
    guint i = 0;

    gradient_walk_init(&walk, network);
    while (i < n && (stop == NULL || *stop == 0)) {
        if (walk.layer < requests[i].wanted.layer) {
            gradient_walk_step(&walk);
            rounding += layer_rounding(&walk.layers, walk.layer);
        } else {
            requests[i].walked.through = gradient_walk_reached(&walk);
            requests[i++].walked.rounding = rounding;
        }
    }
    gradient_walk_finish(&walk);
    return i == n;
}

static bool walk_activation(struct request *requests, guint n, stop_flag *stop) {
    const struct random_network *random = &requests[0].wanted.random;
    struct activation_walk walk;
    guint i = 0;

    activation_walk_init(&walk, &random->network, random->input);
    activation_walk_skip(&walk, requests[0].wanted.layer);
    while (i < n && (stop == NULL || *stop == 0)) {
        if (walk.layer < requests[i].wanted.layer) {
            activation_walk_step(&walk);
        } else {
            requests[i++].walked.activation =
                (struct activation){walk.activation, walk.error_bound};
            activation_walk_skip(&walk, requests[MIN(i, n - 1)].wanted.layer);
        }
    }
    activation_walk_finish(&walk);
    return i == n;
}

bool shared_walks_run(struct shared_walks *walks, stop_flag *stop) {
    bool done = true;
    guint n;

    for (guint i = 0; i < walks->requests->len && done; i += n) {
        struct request *requests = request_at(walks, i);
        n = count_served(walks, i);
        done = network_is_random(&requests->wanted.random.network) ? walk_samples(requests, n, stop)
               : requests->wanted.of_activation ? walk_activation(requests, n, stop)
                                                : walk_gradient(requests, n, stop);
    }
    return done;
}

const struct walked *shared_walks_find(const struct shared_walks *walks,
                                       struct walk_request wanted) {
    const struct request request = {.wanted = wanted};
    const struct request *found = NULL;

    if (walks->requests->len > 0) { /* an empty array is NULL, which bsearch does not take */
        found = bsearch(&request, walks->requests->data, walks->requests->len,
                        sizeof(struct request), compare_requests);
    }
    return found != NULL ? &found->walked : NULL;
}
