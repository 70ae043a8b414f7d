enum BayesDataModule {}
