enum BayesExecutionModule {}
