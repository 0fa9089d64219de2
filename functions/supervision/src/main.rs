//! The function `supervision`, as the cloud runs it.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), adapters::Error> {
    supervision::run().await
}
