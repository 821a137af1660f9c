// Draws a spec from memory and checks its claims:
//
//     example SPEC FOLDER
#include <gradfig.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

struct Destroy {
    void operator()(gradfig_spec *spec) const {
        gradfig_spec_destroy(spec);
    }
    void operator()(gradfig_renderer *renderer) const {
        gradfig_renderer_destroy(renderer);
    }
};
using Spec = std::unique_ptr<gradfig_spec, Destroy>;
using Renderer = std::unique_ptr<gradfig_renderer, Destroy>;

// A call that failed becomes an exception with its message.
class Call {
  public:
    operator gradfig_error *() {
        return &error;
    }
    void check(bool done) const {
        if (!done) {
            throw std::runtime_error(error.message);
        }
    }

  private:
    gradfig_error error{};
};

std::string read(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Spec parse(const std::string &path) {
    Call call;
    Spec spec(gradfig_spec_create());
    const std::string text = read(path);
    call.check(gradfig_spec_parse(spec.get(), text.data(), text.size(), path.c_str(), call));
    return spec;
}

std::string draw(gradfig_renderer *renderer, const gradfig_spec *spec, const char *format) {
    Call call;
    gradfig_bytes bytes{};
    call.check(gradfig_renderer_draw(renderer, spec, format, &bytes, call));
    const std::string file(bytes.data, bytes.n);
    gradfig_bytes_finish(&bytes);
    return file;
}

void check_claims(gradfig_spec *spec) {
    Call call;
    std::size_t n = 0;
    std::size_t n_wrong = 0;
    call.check(gradfig_claims_count(spec, &n, call));
    for (std::size_t i = 0; i < n; i++) {
        gradfig_claim claim{};
        call.check(gradfig_claims_check(spec, i, &claim, call));
        std::cout << claim.sentence << "\n";
        n_wrong += claim.holds ? 0 : 1;
    }
    std::cout << n_wrong << " of " << n << " claims do not hold\n";
}

} // namespace

int main(int argc, char **argv) try {
    if (argc != 3) {
        throw std::runtime_error("usage: example SPEC FOLDER");
    }
    Call call;
    const Renderer renderer(gradfig_renderer_create(call));
    call.check(renderer != nullptr);
    const Spec spec = parse(argv[1]);
    const std::string folder = argv[2];
    std::ofstream(folder + "/figure.png", std::ios::binary)
        << draw(renderer.get(), spec.get(), "png");
    std::ofstream(folder + "/figure.svg", std::ios::binary)
        << draw(renderer.get(), spec.get(), "svg");
    check_claims(spec.get());
    return 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << "\n";
    return 1;
}
