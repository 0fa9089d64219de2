//! The function `register`, as the cloud runs it.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), adapters::Error> {
    register::run().await
}
