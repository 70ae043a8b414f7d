enum BayesPosteriorModule {}
