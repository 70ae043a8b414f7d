// The timer of one model as Stan compiles it; stanc's output comes by -include.

#include <exception>
#include <fstream>
#include <iostream>
#include <vector>

#include <stan/io/json/json_data.hpp>
#include <stan/model/log_prob_grad.hpp>

#include "timing.h"

struct Timed {
  const stan_model &model;
  std::vector<Eigen::VectorXd> positions;
  Eigen::VectorXd gradient;
};

static double evaluate(void *context, size_t point, double *gradient) {
  Timed &timed = *static_cast<Timed *>(context);
  double value = stan::model::log_prob_grad<true, true>(
      timed.model, timed.positions[point], timed.gradient, nullptr);
  std::copy(timed.gradient.begin(), timed.gradient.end(), gradient);
  return value;
}

int main(int count, char **arguments) {
  if (count != 5) {
    std::cerr << "usage: " << arguments[0] << " MODEL DATA POINTS SECONDS\n";
    return 2;
  }
  try {
    std::ifstream file(arguments[2]);
    stan::json::json_data data(file);
    stan_model model(data, 1, &std::cerr);
    points given = read_points(arguments[3]);
    if (model.num_params_r() != given.dimension) {
      std::cerr << model.num_params_r() << " coordinates, not " << given.dimension << "\n";
      return 2;
    }
    Timed timed{model, {}, Eigen::VectorXd(given.dimension)};
    for (size_t point = 0; point < given.count; point++) {
      timed.positions.push_back(Eigen::Map<Eigen::VectorXd>(
          given.coordinates + point * given.dimension, given.dimension));
    }
    return run_timer(evaluate, &timed, given, std::atof(arguments[4]));
  } catch (const std::exception &failure) {
    std::cerr << failure.what() << "\n";
    return 3;
  }
}
