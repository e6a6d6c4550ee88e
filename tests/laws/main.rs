//! What holds for all programs, tasks and requests, tried on many.

mod cancelling;
mod concepts;
mod corpus;
mod request;
mod requests;
