enum BayesTestSupportModule {}
