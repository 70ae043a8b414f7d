enum BayesCompilerModule {}
