enum BayesInferenceModule {}
