enum BayesGraphModule {}
