//! moneymouth reads budget speeches, policy texts and draft briefs, finds what
//! they promise and what money they put behind it, and scores words against
//! funding.
//!
//! The modules are the stages that a document passes through; ARCHITECTURE.md
//! tells which may import which.

pub mod analyse;
pub mod batch;
pub mod check;
pub mod cli;
pub mod config;
pub mod error;
pub mod explain;
pub mod extract;
pub mod ingest;
pub mod model;
pub mod render;
pub mod rules;
pub mod score;
pub mod selftest;
pub mod text;
