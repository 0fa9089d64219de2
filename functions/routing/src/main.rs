//! The function `routing`, as the cloud runs it.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), adapters::Error> {
    routing::run().await
}
