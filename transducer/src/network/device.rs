//! The choice of the device that computes.

use std::fmt;
use std::str::FromStr;

use burn::tensor::Device;
use thiserror::Error;

/// A sort of device, as people name it: `cpu`, `wgpu`, `cuda` or `cuda:1`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DeviceChoice {
    /// The processor.
    #[default]
    Cpu,
    /// The best graphics adapter, through Vulkan, Metal or Direct3D.
    Wgpu,
    /// The card with this number, through CUDA.
    Cuda(usize),
}

/// Why there is no such device.
#[derive(Clone, PartialEq, Eq, Error, Debug)]
pub enum DeviceError {
    /// The text names no device.
    #[error("`{0}` is no device; use cpu, wgpu, cuda or cuda:N")]
    Unknown(String),
    /// The program was built without it.
    #[error("this program was built without `{0}`; build it with `cargo build --release --features {0}`")]
    NotBuilt(&'static str),
    /// The machine does not have it.
    #[error("no {0} on this machine")]
    Absent(String),
}

impl FromStr for DeviceChoice {
    type Err = DeviceError;

    fn from_str(text: &str) -> Result<DeviceChoice, DeviceError> {
        match text {
            "cpu" => Ok(DeviceChoice::Cpu),
            "wgpu" => Ok(DeviceChoice::Wgpu),
            "cuda" => Ok(DeviceChoice::Cuda(0)),
            _ => {
                let number = text.strip_prefix("cuda:").and_then(|number| number.parse().ok());
                number.map(DeviceChoice::Cuda).ok_or_else(|| DeviceError::Unknown(text.to_owned()))
            }
        }
    }
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeviceChoice::Cpu => f.write_str("cpu"),
            DeviceChoice::Wgpu => f.write_str("wgpu"),
            DeviceChoice::Cuda(number) => write!(f, "cuda:{number}"),
        }
    }
}

impl DeviceChoice {
    /// The device, without gradients.
    ///
    /// # Errors
    /// If this program was built without it, or the machine does not have it.
    pub fn open(self) -> Result<Device, DeviceError> {
        match self {
            DeviceChoice::Cpu => Ok(Device::flex()),
            DeviceChoice::Wgpu => wgpu(),
            DeviceChoice::Cuda(number) => cuda(number),
        }
    }
}

#[cfg(feature = "wgpu")]
fn wgpu() -> Result<Device, DeviceError> {
    use burn::tensor::{DeviceKind, DeviceType};
    // Without an adapter the device would panic at its first use.
    match Device::enumerate(DeviceType::Wgpu).iter().next() {
        Some(_) => Ok(Device::wgpu(DeviceKind::DefaultDevice)),
        None => Err(DeviceError::Absent("graphics adapter (Vulkan, Metal or Direct3D)".to_owned())),
    }
}

#[cfg(not(feature = "wgpu"))]
fn wgpu() -> Result<Device, DeviceError> {
    Err(DeviceError::NotBuilt("wgpu"))
}

#[cfg(feature = "cuda")]
fn cuda(number: usize) -> Result<Device, DeviceError> {
    use burn::tensor::DeviceType;
    // Where the driver is missing, the runtime panics already when it lists its devices.
    let count = std::panic::catch_unwind(|| Device::enumerate(DeviceType::Cuda).iter().count()).unwrap_or(0);
    match number < count {
        true => Ok(Device::cuda(number)),
        false => Err(DeviceError::Absent(format!("CUDA card {number}"))),
    }
}

#[cfg(not(feature = "cuda"))]
fn cuda(_: usize) -> Result<Device, DeviceError> {
    Err(DeviceError::NotBuilt("cuda"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_named() {
        for text in ["cpu", "wgpu", "cuda:0", "cuda:3"] {
            assert_eq!(text.parse::<DeviceChoice>().unwrap().to_string(), text);
        }
        assert_eq!("cuda".parse(), Ok(DeviceChoice::Cuda(0)));
        for text in ["gpu", "cuda:", "cuda:x", "CPU", ""] {
            assert_eq!(text.parse::<DeviceChoice>(), Err(DeviceError::Unknown(text.to_owned())));
        }
    }

    #[test]
    fn the_processor_is_always_there() {
        assert!(DeviceChoice::Cpu.open().is_ok());
    }

    #[cfg(not(feature = "wgpu"))]
    #[test]
    fn a_device_that_is_not_built_in_is_told() {
        let error = DeviceChoice::Wgpu.open().unwrap_err();
        assert!(error.to_string().contains("--features wgpu"), "{error}");
    }
}
