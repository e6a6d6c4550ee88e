//! What a primitive is, and how families of them are declared.

use crate::values::{Type, Value};

/// A parameter of a primitive.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, for the reference.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
}

/// An operation of the language.
#[derive(Debug)]
pub struct Primitive {
    /// Name in programs, and the key under which anything learned about the primitive is stored.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: &'static str,
    /// What it does, and where it comes from if it has a source.
    pub doc: &'static str,
    /// An equation `expression = expression` that holds, runs as a test and shows the use.
    pub example: &'static str,
    /// Price in bits: about −log2 of how often programs use it.
    pub cost: u32,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// What it gives.
    pub result: Type,
    /// Whether it may be undefined on arguments of the right types.
    pub is_partial: bool,
    pub(crate) function: fn(&[&Value]) -> Option<Value>,
}

impl Primitive {
    /// Applies the primitive. `None` if it is undefined there, the result would be out of bounds, or the arguments are
    /// not of the right number and types. A function argument is given as the list of its results (`Each`).
    pub fn apply(&self, arguments: &[Value]) -> Option<Value> {
        let arguments: Vec<&Value> = arguments.iter().collect();
        self.apply_to(&arguments)
    }

    /// As [`Primitive::apply`], on borrowed arguments.
    pub fn apply_to(&self, arguments: &[&Value]) -> Option<Value> {
        (arguments.len() == self.parameters.len())
            .then(|| (self.function)(arguments))
            .flatten()
            .filter(Value::is_bounded)
    }

    /// Every choice of one option for each parameter, given the options for its type; the last parameter varies fastest.
    pub fn arguments_from<'a, T: Clone + 'a>(&self, options: impl Fn(&Type) -> &'a [T]) -> Vec<Vec<T>> {
        let extended = |rows: Vec<Vec<T>>, parameter: &Parameter| {
            let options = options(&parameter.ty);
            let with = |row: &Vec<T>, option: &T| [&row[..], std::slice::from_ref(option)].concat();
            rows.iter().flat_map(|row| options.iter().map(move |option| with(row, option))).collect()
        };
        self.parameters.iter().fold(vec![vec![]], extended)
    }

    /// `name(parameter: Type, ...) -> Type`, with a question mark if it is partial.
    pub fn signature(&self) -> String {
        let parameters: Vec<String> =
            self.parameters.iter().map(|parameter| format!("{}: {}", parameter.name, parameter.ty)).collect();
        let mark = if self.is_partial { "?" } else { "" };
        format!("{}({}) -> {}{mark}", self.name, parameters.join(", "), self.result)
    }
}

/// Declares a family of primitives, as a function `family()` that [`families!`] collects.
///
/// ```text
/// primitives! {
///     family "geometry";
///
///     /// Turns or mirrors a grid.
///     #[example = "transform({12|34}, rotate90) = {31|42}"]
///     #[cost = 3]
///     fn transform(grid: &Grid, by: Transform) -> Grid {
///         grid.transform(by)
///     }
/// }
/// ```
macro_rules! primitives {
    (
        family $family:literal;
        $(
            $(#[doc = $doc:literal])+
            #[example = $example:literal]
            #[cost = $cost:literal]
            fn $name:ident($($parameter:ident: $type:ty),* $(,)?) -> $result:ty $body:block
        )*
    ) => {
        /// The primitives of this family.
        pub fn family() -> Vec<$crate::primitives::table::Primitive> {
            vec![$({
                #[allow(clippy::too_many_arguments, clippy::needless_lifetimes)]
                fn $name($($parameter: $type),*) -> $result $body
                $crate::primitives::table::Primitive {
                    name: stringify!($name),
                    family: $family,
                    doc: concat!($($doc),+).trim_ascii(),
                    example: $example,
                    cost: $cost,
                    parameters: vec![$($crate::primitives::table::Parameter {
                        name: stringify!($parameter),
                        ty: <$type as $crate::values::Argument>::argument_type(),
                    }),*],
                    result: <$result as $crate::values::Outcome>::outcome_type(),
                    is_partial: <$result as $crate::values::Outcome>::IS_PARTIAL,
                    function: |arguments: &[&$crate::values::Value]| {
                        #[allow(unused_mut, unused_variables)]
                        let mut arguments = arguments.iter().copied();
                        let result = $name($(
                            <$type as $crate::values::Argument>::from_value(arguments.next()?)?
                        ),*);
                        $crate::values::Outcome::into_outcome(result)
                    },
                }
            }),*]
        }
    };
}

/// Declares the folders of families: makes the modules, and the list `FAMILIES` of their functions `family()`.
macro_rules! families {
    ($($(#[$doc:meta])* $folder:ident { $($family:ident,)+ })+) => {
        $($(#[$doc])* pub(crate) mod $folder { $(pub(crate) mod $family;)+ })+

        /// The primitives of each family.
        const FAMILIES: &[fn() -> Vec<Primitive>] = &[$($($folder::$family::family),+),+];
    };
}
