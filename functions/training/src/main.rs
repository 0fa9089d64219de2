//! The function `training`, as the cloud runs it.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), adapters::Error> {
    training::run().await
}
