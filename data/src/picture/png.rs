//! Pictures as the bytes of files.

use image::RgbImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// The bytes of a PNG file.
pub fn to_png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Rows of plain cells repeat: they pack best as they are.
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    image.write_with_encoder(encoder).expect("writing to memory does not fail");
    bytes
}
