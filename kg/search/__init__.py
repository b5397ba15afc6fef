"""Full-text search of names and sentences in Indonesian: «dilatih Kemenperin» finds «pelatihan Kementerian Perindustrian»."""
