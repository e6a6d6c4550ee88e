//! inducer
